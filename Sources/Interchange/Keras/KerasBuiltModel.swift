import Storage

/// A model as a graph, with what its layers say about it.
struct KerasBuiltModel {
  let path: String
  let name: String
  let graph: OperatorGraph
  let inputs: [KerasValue]
  let outputs: [KerasValue]
  /// The values of layers by their paths, in the order of their calls.
  let layers: [(layer: String, values: [KerasValue])]
  /// The calls of inner models.
  let innerCalls: [(layer: String, inputs: [KerasValue], outputs: [KerasValue])]
  let skipped: [String: SkippedLayer]
  /// The inputs that are labels, and their number of choices.
  let labels: [String: Int]
  /// Whether channels come before pixels.
  let channelsFirst: Bool
  private let producers: [String: Int]

  init(_ model: KerasModel, of file: KerasFile, weights: KerasWeights) throws(InterchangeError) {
    var builder = KerasGraphBuilder(
      path: file.path, weights: weights, version: file.majorVersion, model: model)
    outputs = try builder.build(model)
    (path, name, graph) = (file.path, model.name, builder.graph)
    inputs = builder.graph.inputs.map { KerasValue($0) }
    (layers, innerCalls) = (builder.outputs, builder.innerCalls)
    (skipped, labels) = (builder.skipped, builder.labels)
    channelsFirst = model.leaves.contains { $0.config["data_format"]?.text == "channels_first" }
    var producers: [String: Int] = [:]
    for (index, operation) in builder.graph.operations.enumerated() {
      for output in operation.outputs { producers[output] = index }
    }
    self.producers = producers
  }

  /// The operation that computes a value.
  func producer(_ name: String) -> OperatorGraph.Operation? {
    producers[name].map { graph.operations[$0] }
  }

  /// The inputs and the skipped layers that values depend on.
  ///
  /// - Parameters:
  ///   - names: The values.
  ///   - boundary: Values whose own origin does not count.
  /// - Returns: Names in the order of the graph's inputs, then those of skipped layers; values of the boundary are not among them.
  func sources(of names: [String], behind boundary: Set<String> = []) -> [String] {
    var (seen, waiting) = (Set<String>(), names)
    while let next = waiting.popLast() {
      guard !boundary.contains(next), seen.insert(next).inserted else { continue }
      waiting += producer(next)?.inputs ?? []
    }
    return inputs.map(\.name).filter(seen.contains) + skipped.keys.sorted().filter(seen.contains)
  }

  /// The values that a value depends on, itself included.
  func ancestors(of name: String) -> Set<String> {
    var (seen, waiting) = (Set<String>(), [name])
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      waiting += producer(next)?.inputs ?? []
      waiting += skipped[next]?.inputs.map(\.name) ?? []
    }
    return seen
  }

  /// The part of the graph that computes values from others.
  func part(_ name: String, from inputs: [KerasValue], to outputs: [KerasValue]) -> OperatorGraph {
    let begins = Set(inputs.map(\.name))
    var wanted = Set(outputs.map(\.name)).subtracting(begins)
    var operations: [OperatorGraph.Operation] = []
    for operation in graph.operations.reversed()
    where operation.outputs.contains(where: wanted.contains) {
      operations.append(operation)
      wanted.formUnion(Set(operation.inputs).subtracting(begins))
    }
    return OperatorGraph(
      name: name, inputs: inputs.map(\.port), outputs: outputs.map(\.port),
      operations: operations.reversed(),
      constants: graph.constants.filter { wanted.contains($0.key) })
  }

  /// The layer whose output a value is.
  func layer(of value: String) -> String? {
    layers.last { $0.values.contains { $0.name == value } }?.layer
  }

  /// The first real values that a skipped layer reads, through other skipped layers.
  func roots(of value: KerasValue) -> [KerasValue] {
    var (roots, waiting, seen) = ([KerasValue](), [value], Set<String>())
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      guard seen.insert(next.name).inserted else { continue }
      if let layer = skipped[next.name] {
        waiting += layer.inputs
      } else {
        roots.append(next)
      }
    }
    return roots
  }
}
