import Platform
import Tensors

/// Every element is a count; the decoder's outputs are logarithms of expected counts.
package struct PoissonLikelihood: Likelihood {
  /// The name in recipes and files.
  package static let name = "poisson"
  /// Logarithms of expected counts.
  package static let output = OutputMeaning.logRate

  /// Creates the likelihood.
  package init() {}

  /// There is nothing to set.
  package init(settings: [String: Double]) {}

  /// `exp(output) - n output + ln n!` per element.
  package func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double {
    var factorials = 0.0
    // ln 0! = ln 1! = 0, and most elements of a faint image are 0 or 1.
    for index in 0..<count where target[index] != 0 && target[index] != 1 {
      factorials += lgamma(Double(target[index]) + 1)
    }
    return factorials
      + blockSum(target, output, gradient, count: count) { target, logRate in
        let rate = VectorMath.exponential(logRate)
        return (rate - target * logRate, (rate - target) * weight)
      }
  }
}
