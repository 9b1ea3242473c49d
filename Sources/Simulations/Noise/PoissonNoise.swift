import Platform
package import Tensors

/// The counting noise of a detector: every pixel is replaced by a Poisson count with the pixel as its mean.
package enum PoissonNoise {
  /// The mean from which the rejection method is used; it is valid from 10 on.
  static let rejectionThreshold = 10.0

  /// Replaces expected counts by counts, with random numbers that depend on seed and sample only.
  ///
  /// A mean of zero or less gives zero. Counts above 2^24 are rounded to the nearest `Float`.
  ///
  /// - Parameters:
  ///   - pixels: Expected counts, all finite; replaced by counts.
  ///   - seed: The seed of the data set.
  ///   - index: The sample's index in the data set.
  package static func apply(to pixels: UnsafeMutableBufferPointer<Float>, seed: UInt64, index: Int)
  {
    var random = CounterRandom(seed: seed, stream: .measurement, row: index)
    for position in pixels.indices {
      pixels[position] = Float(count(mean: Double(pixels[position]), using: &random))
    }
  }

  /// A Poisson variate.
  ///
  /// - Parameters:
  ///   - mean: The expected count, finite; zero or less gives zero and uses no random number.
  ///   - random: The source of random numbers.
  /// - Returns: A whole number, as `Double` like expected counts.
  package static func count(mean: Double, using random: inout CounterRandom) -> Double {
    precondition(mean.isFinite, "PoissonNoise: mean \(mean)")
    guard mean > 0 else { return 0 }
    return mean < rejectionThreshold
      ? inversion(mean: mean, using: &random) : rejection(mean: mean, using: &random)
  }

  /// Inversion of the distribution function by sequential search.
  private static func inversion(mean: Double, using random: inout CounterRandom) -> Double {
    var remainder = random.nextUniform()
    var probability = exp(-mean)
    var count = 0.0
    // The rounding of the sum can leave a remainder; the search ends where the terms are below 1e-80.
    while remainder >= probability && count < 128 {
      remainder -= probability
      count += 1
      probability *= mean / count
    }
    return count
  }

  /// Transformed rejection with squeeze.
  ///
  /// Algorithm PTRS of Hoermann, "The transformed rejection method for generating Poisson random
  /// variables", Insurance: Mathematics and Economics 12 (1993).
  private static func rejection(mean: Double, using random: inout CounterRandom) -> Double {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = random.nextUniform() - 0.5
      let v = random.nextUniform()
      let margin = 0.5 - abs(u)
      let count = ((2 * a / margin + b) * u + mean + 0.43).rounded(.down)
      if margin >= 0.07 && v <= squeeze { return count }
      if count < 0 || (margin < 0.013 && v > margin) { continue }
      let proposal = log(v * inverseAlpha / (a / (margin * margin) + b))
      if proposal <= count * log(mean) - mean - logFactorial(count) { return count }
    }
  }

  /// `ln(count!)`; the error is below 1e-12.
  static func logFactorial(_ count: Double) -> Double { logarithmicGamma(count + 1) }
}
