/// How improbable a model takes a sample to be, in nat.
package struct SampleEvidence: Sendable, Equatable {
  /// Minus the evidence lower bound: the mean reconstruction over the draws plus the divergence in closed form.
  package var negativeLowerBound: Double
  /// Minus the importance-weighted bound of log p(x), which nears -log p(x) from above as the draws grow in number.
  package var negativeLogLikelihood: Double

  /// Creates a measurement.
  package init(negativeLowerBound: Double, negativeLogLikelihood: Double) {
    self.negativeLowerBound = negativeLowerBound
    self.negativeLogLikelihood = negativeLogLikelihood
  }
}
