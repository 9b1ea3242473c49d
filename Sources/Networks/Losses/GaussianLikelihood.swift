import Platform
import Tensors

/// Independent normal noise with a known variance, the same for every element.
package struct GaussianLikelihood: Likelihood {
  /// The name in recipes and files.
  package static let name = "gaussian"
  /// The variance.
  package static let settings = [
    LikelihoodSetting(
      "variance", default: 0.001, range: 1e-12...1e12,
      "the variance, in squared units of the network's output; with the pixels `anscombe` in those of "
        + "`sqrt(x + 3/8)`, where the noise of counts has 1/4. If it is below a millionth of the "
        + "squared range of the samples as the network sees them, or above a hundred times that square, "
        + "and the objective has a divergence, `train` suggests a suitable one (0.001 of the square) "
        + "before the first step")
  ]
  /// The variance of the noise, in squared units of the network's output.
  package let variance: Float

  /// Creates a likelihood with a noise variance.
  package init(variance: Float) { self.variance = variance }

  /// Creates the likelihood that a recipe names.
  package init(settings: [String: Double]) {
    self.init(variance: Float(settings["variance"] ?? Self.settings[0].defaultValue))
  }

  /// Reads a likelihood; a variance that is not positive and finite is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    variance = try container.positive(.variance)
  }

  /// `(x - output)^2 / (2 variance) + ln(2 pi variance) / 2` per element.
  package func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double {
    let precision = 1 / variance
    let sum = blockSum(target, output, gradient, count: count) { target, output in
      let difference = output - target
      return (difference * difference, difference * (precision * weight))
    }
    return sum * Double(precision) / 2 + Double(count) * log(2 * .pi * Double(variance)) / 2
  }
}
