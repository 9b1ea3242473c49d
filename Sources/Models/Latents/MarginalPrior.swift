import Platform
package import Tensors

/// The prior of one latent over all samples: draws, density, quantiles and tests of a distribution.
package protocol MarginalPrior: Sendable {
  /// A random value.
  func draw(using random: inout CounterRandom) -> Double
  /// The natural logarithm of the density.
  func logDensity(_ value: Double) -> Double
  /// The cumulative distribution function.
  func share(below value: Double) -> Double
  /// The normal distribution of the same mean and variance, from which a Gaussian posterior has a closed-form
  /// divergence.
  var normal: NormalPrior { get }
}

extension MarginalPrior {
  /// The quantile function, by bisection of the distribution function.
  ///
  /// - Parameter share: Above 0 and below 1.
  /// - Returns: The value.
  package func quantile(_ share: Double) -> Double {
    precondition(share > 0 && share < 1, "MarginalPrior: quantile \(share)")
    let (center, reach) = (normal.mean, 40 * normal.deviation)
    var (lower, upper) = (center - reach, center + reach)
    // 80 bisections of a range of 80 standard deviations reach the rounding error of the middle.
    for _ in 0..<80 {
      let middle = (lower + upper) / 2
      if self.share(below: middle) < share { lower = middle } else { upper = middle }
    }
    return (lower + upper) / 2
  }

  /// The Kolmogorov-Smirnov distance of draws from the prior.
  package func distance(of draws: [Double]) -> Double {
    let total = Double(draws.count)
    return draws.sorted().enumerated().reduce(0) { largest, draw in
      let expected = share(below: draw.element)
      return max(
        largest, expected - Double(draw.offset) / total, Double(draw.offset + 1) / total - expected)
    }
  }
}

/// A normal distribution.
package struct NormalPrior: MarginalPrior, Equatable {
  /// The mean.
  package let mean: Double
  /// The standard deviation, above 0.
  package let deviation: Double

  /// Mean 0 and standard deviation 1.
  package static let standard = NormalPrior(mean: 0, deviation: 1)

  /// Creates a distribution.
  package init(mean: Double, deviation: Double) {
    precondition(deviation > 0, "NormalPrior: deviation \(deviation)")
    self.mean = mean
    self.deviation = deviation
  }

  /// A random value.
  package func draw(using random: inout CounterRandom) -> Double {
    mean + deviation * random.nextGaussian()
  }

  /// The natural logarithm of the density.
  package func logDensity(_ value: Double) -> Double {
    let offset = (value - mean) / deviation
    return -offset * offset / 2 - log(deviation) - log(2 * .pi) / 2
  }

  /// The cumulative distribution function.
  package func share(below value: Double) -> Double {
    erfc((mean - value) / deviation * 0.5.squareRoot()) / 2
  }

  /// Itself.
  package var normal: NormalPrior { self }
}

/// An equally weighted mixture of normal distributions of one width about many centres.
package struct MixturePrior: MarginalPrior, Equatable {
  private let centers: [Double]
  private let width: Double

  private static let centerCount = 256

  /// Creates a mixture; many centres are reduced to some of their quantiles.
  ///
  /// - Parameters:
  ///   - centers: The centres, at least one.
  ///   - width: The standard deviation about each, above 0.
  package init(centers: [Double], width: Double) {
    precondition(
      !centers.isEmpty && width > 0, "MixturePrior: \(centers.count) centres, width \(width)")
    let sorted = centers.sorted()
    let count = min(sorted.count, Self.centerCount)
    self.centers = (0..<count).map { sorted[(2 * $0 + 1) * sorted.count / (2 * count)] }
    self.width = width
  }

  /// A random value.
  package func draw(using random: inout CounterRandom) -> Double {
    let index = min(Int(random.nextUniform() * Double(centers.count)), centers.count - 1)
    return centers[index] + width * random.nextGaussian()
  }

  /// The natural logarithm of the density.
  package func logDensity(_ value: Double) -> Double {
    let terms = centers.map { NormalPrior(mean: $0, deviation: width).logDensity(value) }
    let largest = terms.max() ?? -.infinity
    guard largest.isFinite else { return largest }
    return largest + log(terms.reduce(0) { $0 + exp($1 - largest) } / Double(terms.count))
  }

  /// The cumulative distribution function.
  package func share(below value: Double) -> Double {
    let scale = 0.5.squareRoot() / width
    let sum = centers.reduce(0) { $0 + erfc(($1 - value) * scale) }
    return sum / (2 * Double(centers.count))
  }

  /// The normal distribution of the same mean and variance.
  package var normal: NormalPrior {
    let mean = centers.reduce(0, +) / Double(centers.count)
    let spread = centers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(centers.count)
    return NormalPrior(mean: mean, deviation: (spread + width * width).squareRoot())
  }
}
