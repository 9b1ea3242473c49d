/// How improbable a model takes a sample to be, in nat.
public struct SampleEvidence: Sendable, Equatable {
  /// Minus the evidence lower bound: the mean reconstruction over the draws plus the divergence in closed form.
  public var negativeLowerBound: Double
  /// Minus the importance-weighted bound of log p(x), which nears -log p(x) from above as the draws grow in number.
  public var negativeLogLikelihood: Double

  /// Creates a measurement.
  public init(negativeLowerBound: Double, negativeLogLikelihood: Double) {
    self.negativeLowerBound = negativeLowerBound
    self.negativeLogLikelihood = negativeLogLikelihood
  }
}
