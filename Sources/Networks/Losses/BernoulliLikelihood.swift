import Tensors

/// Every element is the chance of a one; the decoder writes logits.
public struct BernoulliLikelihood: Likelihood {
  /// The name in recipes and files.
  public static let name = "bernoulli"

  /// Creates the likelihood.
  public init() {}

  /// `max(l, 0) - x l + ln(1 + exp(-|l|))` per element, which is `softplus(l) - x l` (SPEC B3).
  public func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double {
    blockSum(target, output, gradient, count: count) { target, logit in
      (
        VectorMath.softplus(logit) - target * logit,
        (VectorMath.sigmoid(logit) - target) * weight
      )
    }
  }
}
