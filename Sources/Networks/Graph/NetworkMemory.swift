import Tensors

/// The memory that a plan of a network needs, in single-precision elements.
///
/// Computed from shapes alone, before anything is allocated, so that a network from a file can be refused for
/// its total size.
package struct NetworkMemory: Sendable, Equatable {
  /// Tables and rearranged weights, which all workers share.
  package let shared: Int
  /// Values, gradients and working memory of one worker.
  package let perWorker: Int

  /// Computes the most that a plan can need.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - maximumRows: The number of samples that one worker runs at once.
  ///   - maximumTeam: The number of workers that share a forward pass.
  ///   - needsGradients: Whether there are backward passes.
  package init(of network: Network, maximumRows: Int, maximumTeam: Int = 1, needsGradients: Bool) {
    let steps = NetworkPlan.steps(of: network)
    let layout = ValueLayout(
      network, steps: steps, rows: maximumRows, needsGradients: needsGradients)
    let kernels = network.nodes.map {
      $0.layer.memory(inputShapes: network.inputShapes(of: $0), maximumRows: maximumRows)
    }
    let aside =
      needsGradients ? NetworkPlan.asideCount(of: network, steps, rows: maximumRows) : 0
    // Every part begins at a multiple of a vector, so each may take almost two slacks more.
    let rounding = 2 * FloatBuffer.slack
    shared = kernels.reduce(0) { $0 + $1.shared + rounding }
    perWorker =
      layout.count + aside
      + ((kernels.map(\.scratch).max() ?? 0) + rounding) * maximumTeam
  }
}
