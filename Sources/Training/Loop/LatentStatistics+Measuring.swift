import Models
import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LatentStatistics {
  /// Measures what the latents do over encoded samples.
  ///
  /// - Parameters:
  ///   - posterior: One posterior per sample.
  ///   - codeCount: The most posterior means that are kept.
  init(measuring posterior: GaussianPosterior, keeping codeCount: Int) {
    let latents = (0..<posterior.mean.shape[1]).map { LatentColumn(posterior, latent: $0) }
    self.init(
      mean: latents.map { Float($0.mean) },
      deviation: latents.map { Float($0.deviation) },
      posteriorVariance: latents.map { Float($0.meanVariance) },
      divergence: latents.map { Float($0.divergence) },
      histogram: Tensor(
        shape: [latents.count, Self.histogramBinCount], elements: latents.flatMap(\.histogram)),
      codes: posterior.mean.rows(0..<min(codeCount, posterior.mean.rowCount)))
  }
}

/// The posteriors of one latent.
private struct LatentColumn {
  let means: [Double]
  let variances: [Double]

  init(_ posterior: GaussianPosterior, latent: Int) {
    let stride = posterior.mean.shape[1]
    let column = { (tensor: Tensor) in
      Swift.stride(from: latent, to: tensor.count, by: stride).map { Double(tensor.elements[$0]) }
    }
    means = column(posterior.mean)
    variances = column(posterior.logVariance).map { exp($0) }
  }

  var mean: Double { average(means) }

  var deviation: Double {
    let centre = mean
    return average(means.map { ($0 - centre) * ($0 - centre) }).squareRoot()
  }

  var meanVariance: Double { average(variances) }

  /// The mean of `(mu^2 + s^2 - 1 - ln s^2) / 2`, the divergence from the standard normal (SPEC B3).
  var divergence: Double {
    average(zip(means, variances).map { ($0 * $0 + $1 - 1 - log($1)) / 2 })
  }

  /// The mass of the aggregate posterior, the mean of all posteriors, in every bin; what lies outside
  /// the range is in none.
  var histogram: [Float] {
    let range = LatentStatistics.histogramRange
    let count = LatentStatistics.histogramBinCount
    let width = Double(range.upperBound - range.lowerBound) / Double(count)
    var masses = [Double](repeating: 0, count: count)
    for (mean, variance) in zip(means, variances) {
      let scale = 1 / (2 * variance).squareRoot()
      var below = erf((Double(range.lowerBound) - mean) * scale)
      for bin in 0..<count {
        let edge = Double(range.lowerBound) + Double(bin + 1) * width
        let upTo = erf((edge - mean) * scale)
        masses[bin] += (upTo - below) / 2
        below = upTo
      }
    }
    return masses.map { Float($0 / Double(max(means.count, 1))) }
  }

  private func average(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(values.count, 1))
  }
}
