/// How improbable a sample is under a model, in nats.
package struct SampleEvidence: Sendable, Equatable {
  /// The negative evidence lower bound: the mean reconstruction term over the draws plus the divergence in
  /// closed form.
  package var negativeLowerBound: Double
  /// The negative importance-weighted bound of log p(x), which approaches -log p(x) from above as draws are
  /// added.
  package var negativeLogLikelihood: Double

  /// Creates a measurement.
  package init(negativeLowerBound: Double, negativeLogLikelihood: Double) {
    self.negativeLowerBound = negativeLowerBound
    self.negativeLogLikelihood = negativeLogLikelihood
  }
}
