import Escaping

/// Goes through a graph once, computes what is known and finds the shapes of the rest.
struct GraphFolder {
  typealias Operation = OperatorGraph.Operation

  private let path: String
  private let inputs: [String]
  /// The batch that the graph was written for; 1 where any fits.
  private let batch: Int
  private var evaluator: ConstantEvaluator
  private var constants: [String: OperatorGraph.Constant]
  private var shapes: [String: [Int]] = [:]
  private var operations: [Operation] = []
  /// Values that are others under a second name.
  private var aliases: [String: String] = [:]

  init(
    _ graph: OperatorGraph, inputs: [(name: String, extents: [Int])], path: String
  ) throws(InterchangeError) {
    (self.path, self.inputs, constants) = (path, inputs.map(\.name), graph.constants)
    evaluator = ConstantEvaluator(
      weightCount: graph.constants.values.reduce(0) { $0 + $1.count })
    let batches = inputs.compactMap { input in
      graph.inputs.first { $0.name == input.name }?.shape?.first ?? nil
    }
    batch = batches.first { $0 > 1 } ?? 1
    guard batch <= 1 << 16, batches.allSatisfy({ $0 == batch || batch == 1 }) else {
      throw .mismatch(
        path: path, place: "inputs", expected: "one batch, of at most 65536 samples",
        found: "\(batches)")
    }
    for input in inputs {
      var count = batch
      for extent in input.extents {
        guard extent > 0, extent <= ShapeInference.elementLimit / count else {
          throw .mismatch(
            path: path, place: "input \(input.name.escaped(limit: 80))",
            expected: "1 to \(ShapeInference.elementLimit) elements",
            found: "shape \(input.extents.prefix(8))")
        }
        count *= extent
      }
      shapes[input.name] = [batch] + input.extents
    }
  }

  private func resolved(_ name: String) -> String { aliases[name] ?? name }

  /// Computes an operator or adds it to those that remain.
  mutating func fold(_ operation: Operation) throws(InterchangeError) {
    var operation = operation
    operation.inputs = operation.inputs.map(resolved)
    while operation.inputs.last == "" { operation.inputs.removeLast() }
    let use = OperatorUse(
      operation: operation,
      shapes: operation.inputs.map { shapes[$0] ?? constants[$0]?.shape },
      constants: operation.inputs.map { constants[$0] }, path: path)
    if let unknown = operation.inputs.first(where: {
      !$0.isEmpty && shapes[$0] == nil && constants[$0] == nil
    }) {
      throw use.mismatch("inputs that are asked for", unknown)
    }
    let isDynamic = operation.inputs.contains { shapes[$0] != nil }
    if isDynamic, Self.isIdentity(use), let input = operation.inputs.first,
      let output = operation.outputs.first
    {
      aliases[output] = input
    } else if !isDynamic || use.kind == "Shape" || use.kind == "Size" {
      guard !Self.isRandom(use.kind) else { throw use.unknown }
      for (name, value) in zip(operation.outputs, try evaluator.outputs(use)) where !name.isEmpty {
        constants[name] = value
      }
    } else {
      try addDynamic(operation, use)
    }
  }

  /// Adds an operator that depends on an input.
  private mutating func addDynamic(
    _ operation: Operation, _ use: OperatorUse
  ) throws(InterchangeError) {
    guard use.kind == "Split" || operation.outputs.first?.isEmpty == false else {
      throw use.unsupported("operator \(use.kind) without its first output")
    }
    for (name, shape) in zip(operation.outputs, try ShapeInference.shapes(use))
    where !name.isEmpty {
      // An empty part of a value may stay unread.
      guard !shape.contains(0) else {
        guard use.kind == "Split" else { throw use.unsupported("an empty value") }
        continue
      }
      shapes[name] = shape
    }
    operations.append(operation)
  }

  /// Whether an operator passes its first input on; all numbers are of single precision here.
  private static func isIdentity(_ use: OperatorUse) -> Bool {
    switch use.kind {
    case "Identity", "Dropout": true
    case "Cast": [1, 10, 11, 16].contains((try? use.integer("to", default: 1)) ?? 0)
    case "Sum", "Max", "Min", "Mean", "Concat": use.shapes.count == 1
    default: false
    }
  }

  private static func isRandom(_ kind: String) -> Bool {
    ["RandomNormal", "RandomUniform", "Bernoulli", "Multinomial"].contains(kind)
  }

  /// The shapes of all values that depend on an input, second names included.
  var knownShapes: [String: [Int]] {
    var known = shapes
    for (name, original) in aliases { known[name] = shapes[original] }
    return known
  }

  /// The graph that remains.
  mutating func graph(outputs: [String]) throws(InterchangeError) -> FoldedGraph {
    let outputs = outputs.map(resolved)
    for output in outputs where shapes[output] == nil {
      throw .mismatch(
        path: path, place: "output \(output)", expected: "a value that depends on an input",
        found: constants[output] == nil ? "no such value" : "a constant")
    }
    if batch > 1 { try removeBatch() }
    var graph = FoldedGraph(
      path: path, operations: operations, constants: constants, shapes: shapes, inputs: inputs,
      outputs: outputs)
    graph.prune()
    return graph
  }

  /// Makes a graph that was written for a number of samples one for a single sample.
  private mutating func removeBatch() throws(InterchangeError) {
    for (name, shape) in shapes {
      guard shape.first == batch else {
        throw .unsupported(
          path: path, place: "value \(name)",
          feature: "a batch fixed to \(batch), which is not the first axis of \(shape),")
      }
      shapes[name]?[0] = 1
    }
    for index in operations.indices where Self.readsRows(operations[index].kind) {
      for (place, input) in operations[index].inputs.enumerated() {
        guard let constant = constants[input], constant.shape.first == batch,
          constant.shape.count == shapes[operations[index].outputs[0]]?.count
        else { continue }
        let row = constant.firstRow
        guard row.broadcast(to: constant.shape) == constant else {
          throw .unsupported(
            path: path, place: "node \(operations[index].name)",
            feature: "a constant that differs between the \(batch) samples of a fixed batch")
        }
        operations[index].inputs[place] = "\(input).row"
        constants["\(input).row"] = row
      }
    }
  }

  /// Whether a constant operand may have the axes of the output.
  private static func readsRows(_ kind: String) -> Bool {
    ["Add", "Sub", "Mul", "Div", "Pow", "Min", "Max", "Sum", "Mean", "Where", "Concat"]
      .contains(kind)
  }
}

extension OperatorGraph.Constant {
  /// The first entry of the first axis, which becomes 1.
  fileprivate var firstRow: Self {
    let shape = [1] + shape.dropFirst()
    return picking(Array(0..<shape.reduce(1, *)), shape: shape)
  }
}
