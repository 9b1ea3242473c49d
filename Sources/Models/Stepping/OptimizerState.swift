/// Where an optimiser stands: with the weights, all that a run needs to continue to the same bits.
package struct OptimizerState: Sendable, Equatable {
  /// The running mean gradient, laid out as the parameters.
  package var first: [Float]
  /// The running mean squared gradient, laid out as the parameters.
  package var second: [Float]
  /// The number of updates done.
  package var step: Int

  /// Creates a state.
  package init(first: [Float], second: [Float], step: Int) {
    self.first = first
    self.second = second
    self.step = step
  }
}
