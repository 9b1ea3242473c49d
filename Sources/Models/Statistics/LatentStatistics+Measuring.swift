import Networks
import Platform
import Tensors

extension LatentStatistics {
  /// Measures what the latents do over a set of posteriors.
  ///
  /// - Parameters:
  ///   - posterior: One posterior per sample, at least one.
  ///   - codeCount: How many posterior means are kept as the cloud of codes, from the first on.
  ///   - factors: The known factors of the same samples; `nil` where there are none.
  ///   - auxiliary: What ties latents to factors, all of which are among the known ones; `nil` when nothing does.
  package init(
    measuring posterior: GaussianPosterior, codeCount: Int, factors: KnownFactors? = nil,
    auxiliary: AuxiliaryObjective? = nil
  ) {
    let (samples, latents) = (posterior.mean.rowCount, posterior.mean.rowStride)
    precondition(samples > 0, "LatentStatistics: no samples")
    let tied = auxiliary.map { TiedFactors($0, in: factors) }
    let columns = (0..<latents).map { latent in
      LatentColumn(
        means: (0..<samples).map { posterior.mean.elements[$0 * latents + latent] },
        logVariances: (0..<samples).map { posterior.logVariance.elements[$0 * latents + latent] },
        prior: tied?.prior(of: latent))
    }
    let table = factors.map { AlignmentTable(means: posterior.mean, factors: $0) }
    self.init(
      mean: columns.map { Float($0.mean) }, deviation: columns.map { Float($0.deviation) },
      posteriorVariance: columns.map { Float($0.posteriorVariance) },
      divergence: columns.map { Float($0.divergence) },
      histogram: Tensor(
        shape: [latents, Self.histogramBinCount], elements: columns.flatMap(\.histogram)),
      codes: posterior.mean.rows(0..<min(samples, codeCount)), correlations: table?.correlations,
      alignments: table?.alignments(tied: tied?.columns))
  }
}

/// The factors that an objective ties, as columns of known ones.
private struct TiedFactors {
  let columns: [Int]
  private let auxiliary: AuxiliaryObjective
  private let factors: KnownFactors

  init(_ auxiliary: AuxiliaryObjective, in factors: KnownFactors?) {
    let names = factors?.names ?? []
    columns = auxiliary.factors.compactMap { factor in names.firstIndex(of: factor.name) }
    guard let factors, columns.count == auxiliary.factors.count else {
      preconditionFailure("LatentStatistics: \(auxiliary.factors) are not among \(names)")
    }
    self.auxiliary = auxiliary
    self.factors = factors
  }

  /// The prior of a tied latent, `nil` of any other.
  func prior(of latent: Int) -> LatentColumn.Prior? {
    guard latent < columns.count else { return nil }
    let factor = auxiliary.factors[latent]
    return LatentColumn.Prior(
      means: factors.column(columns[latent]).map { Float(factor.scaled($0)) },
      width: auxiliary.priorWidth)
  }
}

/// One latent over all samples.
private struct LatentColumn {
  /// A prior whose mean differs from sample to sample.
  struct Prior {
    let means: [Float]
    let width: Double
  }

  let means: [Float]
  let logVariances: [Float]
  /// Standard normal when `nil`.
  let prior: Prior?

  private func average(_ values: some Sequence<Double>) -> Double {
    values.reduce(0, +) / Double(means.count)
  }

  var mean: Double { average(means.lazy.map(Double.init)) }

  var deviation: Double {
    let center = mean
    return average(means.lazy.map { (Double($0) - center) * (Double($0) - center) }).squareRoot()
  }

  var posteriorVariance: Double { average(logVariances.lazy.map { exp(Double($0)) }) }

  /// The mean divergence from the prior.
  var divergence: Double {
    average(
      means.indices.lazy.map { sample in
        GaussianDivergence.divergence(
          offset: means[sample] - (prior?.means[sample] ?? 0), logVariance: logVariances[sample],
          width: prior?.width ?? 1)
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
