import Tensors

/// The squared difference of decimal logarithms, as in the published Aux-VAE galaxy code.
///
/// Up to constants the negative log likelihood of log-normal noise whose decimal logarithm has variance one
/// half.
package struct LogarithmicLikelihood: Likelihood {
  /// The name in recipes and files.
  package static let name = "logarithmic"
  /// Added to both sides before the logarithm.
  package let offset: Float

  /// Creates the likelihood; 1e-10 is the published offset.
  package init(offset: Float = 1e-10) { self.offset = offset }

  /// There is nothing to set.
  package init(settings: [String: Double]) { self.init() }

  /// Reads a likelihood; an offset that is not positive and finite is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    offset = try container.positive(.offset)
  }

  /// `(log10(output + offset) - log10(x + offset))^2` per element (github.com/ArkaStatistics/Aux-VAE, `models_edited.py`).
  package func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double {
    let decimal: Float = 0.434_294_48
    return blockSum(target, output, gradient, count: count) { target, output in
      let shifted = output + offset
      let difference =
        (VectorMath.logarithm(shifted) - VectorMath.logarithm(target + offset)) * decimal
      return (difference * difference, difference * (2 * decimal * weight) / shifted)
    }
  }
}
