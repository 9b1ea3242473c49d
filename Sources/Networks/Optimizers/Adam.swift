import Platform
import Tensors

/// The settings of the Adam optimiser (Kingma and Ba 2015, algorithm 1).
package struct Adam: Codable, Sendable, Equatable {
  /// The step size.
  package var learningRate: Double
  /// The decay rate of the first moment, `β1`.
  package var firstDecay: Double
  /// The decay rate of the second moment, `β2`.
  package var secondDecay: Double
  /// Added to the root of the second moment.
  package var epsilon: Double
  /// The largest norm of the whole gradient; a longer one is scaled down to it, unless this is `nil`.
  package var gradientClip: Double?

  /// Creates settings; the defaults are those of Kingma and Ba 2015, algorithm 1.
  package init(
    learningRate: Double = 1e-3, firstDecay: Double = 0.9, secondDecay: Double = 0.999,
    epsilon: Double = 1e-8, gradientClip: Double? = 5
  ) {
    self.learningRate = learningRate
    self.firstDecay = firstDecay
    self.secondDecay = secondDecay
    self.epsilon = epsilon
    self.gradientClip = gradientClip
  }

  /// The factor that scales a gradient of this norm down to the clip.
  package func scale(forNorm norm: Double) -> Double {
    guard let gradientClip, norm > gradientClip else { return 1 }
    return gradientClip / norm
  }

  /// Updates a range of parameters and their moments.
  ///
  /// - Parameters:
  ///   - range: Positions in all four arrays; multiples of a vector.
  ///   - parameters: Changed in place.
  ///   - gradient: The gradient before scaling.
  ///   - scale: The factor from ``scale(forNorm:)``.
  ///   - first: The running mean gradient.
  ///   - second: The running mean squared gradient.
  ///   - step: The number of this update, from 1.
  package func update(
    _ range: Range<Int>, parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    scale: Double, first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>,
    step: Int
  ) {
    let firstKeep = Float(firstDecay)
    let secondKeep = Float(secondDecay)
    let firstTake = Float(1 - firstDecay)
    let secondTake = Float(1 - secondDecay)
    let size = Float(learningRate / (1 - pow(firstDecay, Double(step))))
    let correction = Float(1 / (1 - pow(secondDecay, Double(step))).squareRoot())
    let factor = Float(scale)
    for index in stride(from: range.lowerBound, to: range.upperBound, by: Vector.scalarCount) {
      let g = loadVector(gradient + index) * factor
      let m = loadVector(first + index) * firstKeep + g * firstTake
      let v = loadVector(second + index) * secondKeep + g * g * secondTake
      storeVector(m, first + index)
      storeVector(v, second + index)
      let denominator = v.squareRoot() * correction + Float(epsilon)
      storeVector(loadVector(parameters + index) - size * m / denominator, parameters + index)
    }
  }
}
