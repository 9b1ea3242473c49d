import Escaping

/// What is known of the values of a graph before anybody asks for one: shapes where they can be found, producers and readers.
struct GraphSurvey {
  typealias Operation = OperatorGraph.Operation

  let graph: OperatorGraph
  let path: String
  /// The extents of values that depend on an input, with the batch in front.
  let shapes: [String: [Int]]
  /// The operators by the values that they compute.
  let producers: [String: Int]
  /// The operators that read a value.
  let readers: [String: [Int]]

  init(_ graph: OperatorGraph, path: String) throws(InterchangeError) {
    (self.graph, self.path) = (graph, path)
    let sizes = [graph.inputs.count, graph.outputs.count, graph.operations.count]
    guard zip(sizes, Self.limits).allSatisfy(<=) else {
      throw .mismatch(
        path: path, place: "graph",
        expected: "at most \(Self.limits) inputs, outputs and operators", found: "\(sizes)")
    }
    var (producers, readers) = ([String: Int](), [String: [Int]]())
    for (index, operation) in graph.operations.enumerated() {
      for output in operation.outputs where !output.isEmpty { producers[output] = index }
      for input in operation.inputs { readers[input, default: []].append(index) }
    }
    (self.producers, self.readers) = (producers, readers)
    var inputs: [(name: String, extents: [Int])] = []
    for input in graph.inputs { inputs.append((input.name, try Self.extents(input, path))) }
    var folder = try GraphFolder(graph, inputs: inputs, path: path)
    // Values behind an operator that is not known stay unknown; whoever needs one is told then.
    for operation in graph.operations { try? folder.fold(operation) }
    shapes = folder.knownShapes
  }

  /// The most inputs, outputs and operators.
  private static let limits = [64, 256, 1 << 16]

  /// The extents of an input without the batch.
  private static func extents(
    _ port: OperatorGraph.Port, _ path: String
  ) throws(InterchangeError) -> [Int] {
    let place = "input \(port.name.escaped(limit: 80))"
    guard let shape = port.shape, !shape.isEmpty else {
      throw .undetermined(
        path: path, missing: "\(place) has no shape, or no batch",
        advice: "export the model with an example input whose first axis is the batch")
    }
    var extents: [Int] = []
    for extent in shape.dropFirst() {
      guard let extent else {
        throw .undetermined(
          path: path, missing: "\(place) has free extents beside the batch",
          advice: "export the model with only the first axis dynamic")
      }
      extents.append(extent)
    }
    return extents
  }

  /// The extents of one sample of a value; `nil` where they are not known.
  func extents(_ name: String) -> [Int]? {
    if let shape = shapes[name] { return Array(shape.dropFirst()) }
    let shape = graph.outputs.first { $0.name == name }?.shape
    guard let rest = shape?.dropFirst() else { return nil }
    let known = rest.compactMap { $0 }
    var count = 1
    for extent in known {
      guard extent <= ShapeInference.elementLimit / count else { return nil }
      count = max(1, count * extent)
    }
    return known.count == rest.count ? known : nil
  }

  /// The number of elements of one sample of a value.
  func count(_ name: String) -> Int { extents(name)?.reduce(1, *) ?? 0 }

  /// The operator that computes a value.
  func producer(_ name: String) -> Operation? { producers[name].map { graph.operations[$0] } }

  /// The inputs of the graph that a value depends on.
  func sources(of name: String) -> Set<String> {
    var (seen, waiting) = (Set<String>(), [name])
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted, let producer = producer(next) else { continue }
      waiting += producer.inputs
    }
    return seen.intersection(graph.inputs.map(\.name))
  }

  /// Whether a value depends on random numbers.
  func isRandom(_ name: String) -> Bool {
    var (seen, waiting) = (Set<String>(), [name])
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted, let producer = producer(next) else { continue }
      if producer.kind.hasPrefix("Random") { return true }
      waiting += producer.inputs
    }
    return false
  }

  /// The part of the graph between some values and others.
  ///
  /// - Parameters:
  ///   - inputs: Where it begins; what these values are computed from is left out.
  ///   - outputs: What it computes.
  /// - Returns: The part, whose inputs beside the given ones are inputs of the whole.
  func part(from inputs: [String], to outputs: [String]) -> OperatorGraph {
    var wanted = Set(outputs)
    var operations: [Operation] = []
    for operation in graph.operations.reversed()
    where operation.outputs.contains(where: { wanted.contains($0) && !inputs.contains($0) }) {
      operations.append(operation)
      wanted.formUnion(operation.inputs)
    }
    var part = graph
    part.operations = operations.reversed()
    part.constants = graph.constants.filter { wanted.contains($0.key) }
    let further = graph.inputs.filter { wanted.contains($0.name) && !inputs.contains($0.name) }
    part.inputs = inputs.map(port) + further
    part.outputs = outputs.map(port)
    return part
  }

  private func port(_ name: String) -> OperatorGraph.Port {
    if let input = graph.inputs.first(where: { $0.name == name }) { return input }
    return OperatorGraph.Port(
      name: name,
      shape: shapes[name].map { shape in
        [shape[0] > 1 ? shape[0] : nil] + shape.dropFirst().map(Optional.some)
      })
  }
}
