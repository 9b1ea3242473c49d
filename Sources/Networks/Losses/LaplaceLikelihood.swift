import Platform
import Tensors

/// Independent Laplace noise with a known scale, the same for every element: the absolute error as a
/// likelihood.
package struct LaplaceLikelihood: Likelihood {
  /// The name in recipes and files.
  package static let name = "laplace"
  /// The scale.
  package static let settings = [
    LikelihoodSetting(
      "scale", default: 0.03, range: 1e-9...1e9,
      "the mean absolute deviation, in units of the network's output")
  ]
  /// The mean absolute deviation of the noise, in units of the network's output.
  package let scale: Float

  /// Creates a likelihood with a scale.
  package init(scale: Float) { self.scale = scale }

  /// Creates the likelihood that a recipe names.
  package init(settings: [String: Double]) {
    self.init(scale: Float(settings["scale"] ?? Self.settings[0].defaultValue))
  }

  /// Reads a likelihood; a scale that is not positive and finite is an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    scale = try container.positive(.scale)
  }

  /// `|x - output| / scale + ln(2 scale)` per element; the derivative at 0 is 0.
  package func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double {
    let slope = Vector(repeating: weight / scale)
    let sum = blockSum(target, output, gradient, count: count) { target, output in
      let difference = output - target
      let isNegative = difference .< 0
      return (
        difference.replacing(with: -difference, where: isNegative),
        Vector.zero.replacing(with: slope, where: difference .> 0)
          .replacing(with: -slope, where: isNegative)
      )
    }
    return sum / Double(scale) + Double(count) * log(2 * Double(scale))
  }
}
