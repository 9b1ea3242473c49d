import Tensors

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LatentStatistics {
  /// Measures what the latents do over a set of posteriors.
  ///
  /// - Parameters:
  ///   - posterior: One posterior per sample, at least one.
  ///   - codeCount: How many posterior means are kept as the cloud of codes, from the first on.
  public init(measuring posterior: GaussianPosterior, codeCount: Int) {
    let (samples, latents) = (posterior.mean.rowCount, posterior.mean.rowStride)
    precondition(samples > 0, "LatentStatistics: no samples")
    let columns = (0..<latents).map { latent in
      LatentColumn(
        means: (0..<samples).map { posterior.mean.elements[$0 * latents + latent] },
        logVariances: (0..<samples).map { posterior.logVariance.elements[$0 * latents + latent] })
    }
    self.init(
      mean: columns.map { Float($0.mean) }, deviation: columns.map { Float($0.deviation) },
      posteriorVariance: columns.map { Float($0.posteriorVariance) },
      divergence: columns.map { Float($0.divergence) },
      histogram: Tensor(
        shape: [latents, Self.histogramBinCount], elements: columns.flatMap(\.histogram)),
      codes: posterior.mean.rows(0..<min(samples, codeCount)))
  }
}

/// One latent over all samples.
private struct LatentColumn {
  let means: [Float]
  let logVariances: [Float]

  private func average(_ values: some Sequence<Double>) -> Double {
    values.reduce(0, +) / Double(means.count)
  }

  var mean: Double { average(means.lazy.map(Double.init)) }

  var deviation: Double {
    let center = mean
    return average(means.lazy.map { (Double($0) - center) * (Double($0) - center) }).squareRoot()
  }

  var posteriorVariance: Double { average(logVariances.lazy.map { exp(Double($0)) }) }

  /// The mean of `(mu^2 + s^2 - 1 - ln s^2) / 2`.
  var divergence: Double {
    average(
      zip(means, logVariances).lazy.map { mean, logVariance in
        let (mean, logVariance) = (Double(mean), Double(logVariance))
        return (mean * mean + exp(logVariance) - 1 - logVariance) / 2
      })
  }

  /// The share of the aggregate posterior in every bin: the mean over samples of each one's Gaussian,
  /// integrated over the bin; what lies outside the range belongs to no bin.
  var histogram: [Float] {
    let bins = LatentStatistics.histogramBinCount
    let range = LatentStatistics.histogramRange
    let width = Double(range.upperBound - range.lowerBound) / Double(bins)
    var shares = [Double](repeating: 0, count: bins)
    for (mean, logVariance) in zip(means, logVariances) {
      let scale = 1 / (exp(Double(logVariance) / 2) * 2.0.squareRoot())
      var below = erf((Double(range.lowerBound) - Double(mean)) * scale)
      for bin in 0..<bins {
        let edge = Double(range.lowerBound) + Double(bin + 1) * width
        let above = erf((edge - Double(mean)) * scale)
        shares[bin] += (above - below) / 2
        below = above
      }
    }
    return shares.map { Float($0 / Double(means.count)) }
  }
}
