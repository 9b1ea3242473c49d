import Tensors

/// The memory that a plan of a network will take, in elements of single precision.
///
/// It is told from shapes alone, before anything is allocated, so that a network that somebody else wrote down can be
/// refused by the sum of what it would take.
package struct NetworkMemory: Sendable, Equatable {
  /// Tables and rearranged weights, which all workers share.
  package let shared: Int
  /// Values, gradients and working memory of one worker.
  package let perWorker: Int

  /// Adds up what a plan will take, at most.
  ///
  /// - Parameters:
  ///   - network: What would run.
  ///   - maximumRows: The number of samples that one worker would run at once.
  ///   - maximumTeam: The number of workers that would share a forward pass.
  ///   - needsGradients: Whether there would be backward passes.
  package init(of network: Network, maximumRows: Int, maximumTeam: Int = 1, needsGradients: Bool) {
    let steps = NetworkPlan.steps(of: network)
    let layout = ValueLayout(
      network, steps: steps, rows: maximumRows, needsGradients: needsGradients)
    let kernels = network.nodes.map {
      $0.layer.memory(inputShapes: network.inputShapes(of: $0), maximumRows: maximumRows)
    }
    let aside =
      needsGradients ? NetworkPlan.asideCount(of: network, steps, rows: maximumRows) : 0
    // Every part begins at a multiple of a vector, so each may take less than two slacks more.
    let rounding = 2 * FloatBuffer.slack
    shared = kernels.reduce(0) { $0 + $1.shared + rounding }
    perWorker =
      layout.count + aside
      + ((kernels.map(\.scratch).max() ?? 0) + rounding) * maximumTeam
  }
}
