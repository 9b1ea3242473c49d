import Networks

extension OperatorGraph {
  /// Translates the graph, or a part of it, to a network of this program.
  ///
  /// What is known before the graph runs is computed now, and images are kept with their channels last, as the layers here read them.
  ///
  /// - Parameters:
  ///   - request: Where the network begins and ends.
  ///   - path: The file, for errors.
  /// - Returns: The network with its weights.
  /// - Throws: ``InterchangeError`` for operators that have no layer, shapes that do not fit and inputs that are missing.
  package func lowered(
    _ request: LoweredNetwork.Request, path: String
  ) throws(InterchangeError) -> LoweredNetwork {
    let graph = try folded(inputs: request.inputs, outputs: request.outputs, path: path)
    var lowering = try GraphLowering(graph, request: request)
    for operation in graph.operations { try lowering.lower(operation) }
    return try lowering.network()
  }
}
