/// A graph without what is known before it runs: every operator depends on an input, and the shape of every value is known.
///
/// The batch is 1: what a graph computes for one sample is computed for each.
struct FoldedGraph {
  typealias Operation = OperatorGraph.Operation
  typealias Constant = OperatorGraph.Constant

  let path: String
  /// The operators in topological order; only the first output of most of them has a name.
  var operations: [Operation]
  var constants: [String: Constant]
  /// The shapes of the inputs and of everything that is computed, with a batch of 1.
  var shapes: [String: [Int]]
  let inputs: [String]
  /// The values that are wanted.
  let outputs: [String]

  /// An operator with what is known of its inputs.
  func use(_ operation: Operation) -> OperatorUse {
    OperatorUse(
      operation: operation,
      shapes: operation.inputs.map { shapes[$0] ?? constants[$0]?.shape },
      constants: operation.inputs.map { constants[$0] }, path: path)
  }

  /// How many operators read a value; an output of the graph is read once more.
  var readerCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for operation in operations {
      for input in operation.inputs { counts[input, default: 0] += 1 }
    }
    for output in outputs { counts[output, default: 0] += 1 }
    return counts
  }

  /// The number of the operator that computes a value.
  var producers: [String: Int] {
    var producers: [String: Int] = [:]
    for (index, operation) in operations.enumerated() {
      for output in operation.outputs where !output.isEmpty { producers[output] = index }
    }
    return producers
  }

  /// Removes operators whose values nobody needs, and constants that nobody reads.
  mutating func prune() {
    operations = OperatorGraph.needed(operations, for: outputs)
    var read = Set(outputs)
    for operation in operations { read.formUnion(operation.inputs) }
    constants = constants.filter { read.contains($0.key) }
  }

  /// Adds a constant under a name that is not taken.
  mutating func define(_ constant: Constant, _ name: String) -> String {
    var unique = name
    while constants[unique] != nil || shapes[unique] != nil { unique += "'" }
    constants[unique] = constant
    return unique
  }
}

extension OperatorGraph {
  /// The operators that the given values need, in their order.
  static func needed(_ operations: [Operation], for outputs: [String]) -> [Operation] {
    var wanted = Set(outputs)
    var needed: [Operation] = []
    for operation in operations.reversed()
    where operation.outputs.contains(where: { wanted.contains($0) }) {
      needed.append(operation)
      wanted.formUnion(operation.inputs)
    }
    return needed.reversed()
  }

  /// Computes everything that is known before the graph runs, and joins operators that are one layer.
  ///
  /// - Parameters:
  ///   - inputs: The inputs with the extents of one sample of each, without the batch.
  ///   - outputs: The values that are wanted, of which inner ones are outputs too.
  ///   - path: The file, for errors.
  /// - Returns: A graph of what remains.
  /// - Throws: ``InterchangeError`` for operators that are not known, and shapes that do not fit.
  func folded(
    inputs: [(name: String, extents: [Int])], outputs: [String], path: String
  ) throws(InterchangeError) -> FoldedGraph {
    var folder = try GraphFolder(self, inputs: inputs, path: path)
    for operation in Self.needed(operations, for: outputs) { try folder.fold(operation) }
    var graph = try folder.graph(outputs: outputs)
    graph.recognizeFunctions()
    graph.joinProducts()
    graph.joinChannelMaps()
    return graph
  }
}
