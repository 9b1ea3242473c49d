import Datasets
import Models
import Platform

/// The prior of one latent over all samples: N(0, 1), or N(u, width^2) where training tied the latent to a factor, u being
/// the sample's factor in units of its range.
struct PriorOfLatent: Sendable {
  /// One mean per sample, or a single one for all.
  private let means: [Double]
  private let width: Double
  /// The means that stand for all in the marginal distribution.
  private let quantiles: [Double]

  private static let quantileCount = 256

  init(means: [Double] = [0], width: Double = 1) {
    precondition(!means.isEmpty && width > 0, "PriorOfLatent: \(means.count) means, \(width)")
    self.means = means
    self.width = width
    let sorted = means.sorted()
    let count = min(sorted.count, Self.quantileCount)
    quantiles = (0..<count).map { sorted[(2 * $0 + 1) * sorted.count / (2 * count)] }
  }

  /// The divergence of a sample's posterior from its prior, in nat.
  func divergence(mean: Double, logVariance: Double, sample: Int) -> Double {
    let distance = mean - means[means.count == 1 ? 0 : sample]
    let variance = width * width
    return
      (log(variance) - logVariance + (exp(logVariance) + distance * distance) / variance - 1) / 2
  }

  /// The share of the marginal prior below a value.
  func share(below value: Double) -> Double {
    let scale = 0.5.squareRoot() / width
    let sum = quantiles.reduce(0) { $0 + erfc(($1 - value) * scale) }
    return sum / (2 * Double(quantiles.count))
  }

  /// The largest distance between the cumulative distributions of draws and of the marginal prior
  /// (Kolmogorov, Smirnov).
  func distance(of draws: [Double]) -> Double {
    let total = Double(draws.count)
    return draws.sorted().enumerated().reduce(0) { largest, draw in
      let expected = share(below: draw.element)
      return max(
        largest, expected - Double(draw.offset) / total, Double(draw.offset + 1) / total - expected)
    }
  }
}

extension PriorOfLatent {
  /// The prior of a model's latent on samples whose factors are known, or not.
  init(of latent: Int, in checkpoint: DescribedModel, factors: FactorColumns) {
    guard let auxiliary = checkpoint.facts.objective?.auxiliary, latent < auxiliary.factors.count
    else {
      self.init()
      return
    }
    let factor = auxiliary.factors[latent]
    guard let values = factors.column(named: factor.name) else {
      // A factor that is evenly spread over its range: the middle, and a twelfth more variance.
      let width = (auxiliary.priorWidth * auxiliary.priorWidth + 1.0 / 12).squareRoot()
      self.init(means: [0.5], width: width)
      return
    }
    self.init(means: values.map(factor.scaled), width: auxiliary.priorWidth)
  }
}
