import Networks
import Platform
import Tensors

extension LatentStatistics {
  /// Computes the statistics of the latents over a set of codes.
  ///
  /// - Parameters:
  ///   - codes: The codes of the samples, at least one.
  ///   - codeCount: How many codes are stored, from the first on.
  ///   - factors: The known factors of the same samples; `nil` where there are none.
  ///   - family: The family of the codes; `nil` for the one that `auxiliary` implies.
  ///   - auxiliary: The objective that ties latents to factors, all of which are among `factors`; `nil` for
  ///     none.
  package init(
    measuring codes: LatentCodes, codeCount: Int, factors: KnownFactors? = nil,
    latents family: (any LatentFamily)? = nil, auxiliary: AuxiliaryObjective? = nil
  ) {
    let (samples, latents) = (codes.count, codes.mean.rowStride)
    precondition(samples > 0, "LatentStatistics: no samples")
    let family = family ?? auxiliary?.latents ?? GaussianLatents()
    let tied = auxiliary.map { TiedFactors($0, in: factors) }
    let columns = (0..<latents).map { latent in
      LatentColumn(codes.latent(latent), hasPrior: family.prior(of: latent) != nil)
    }
    let divergences = (0..<latents).compactMap { latent in
      family.meanDivergence(of: latent, codes: codes, centers: tied?.centers(of: latent))
    }
    let table = factors.map { AlignmentTable(means: codes.mean, factors: $0) }
    self.init(
      mean: columns.map { Float($0.mean) }, deviation: columns.map { Float($0.deviation) },
      posteriorVariance: columns.map { Float($0.posteriorVariance) },
      divergence: divergences.count == latents ? divergences.map { Float($0) } : nil,
      ranges: columns.map(\.range),
      histogram: Tensor(
        shape: [latents, Self.histogramBinCount], elements: columns.flatMap(\.histogram)),
      codes: codes.mean.rows(0..<min(samples, codeCount)), correlations: table?.correlations,
      alignments: table?.alignments(tied: tied?.columns))
  }
}

/// The factors that an objective ties, as columns of the known ones.
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

  /// The scaled factor of every sample, on which the prior of a tied latent is centred; `nil` for any other
  /// latent.
  func centers(of latent: Int) -> [Double]? {
    guard latent < columns.count else { return nil }
    return factors.column(columns[latent]).map(auxiliary.factors[latent].scaled)
  }
}

/// One latent over all samples.
private struct LatentColumn {
  let means: [Float]
  /// `nil` for point codes.
  let logVariances: [Float]?
  /// The range of the histogram.
  let range: ClosedRange<Float>

  init(_ codes: LatentCodes, hasPrior: Bool) {
    means = codes.mean.elements
    logVariances = codes.logVariance?.elements
    range = hasPrior ? LatentStatistics.priorRange : Self.range(of: means)
  }

  /// From the smallest to the largest finite code, and never of zero width.
  private static func range(of codes: [Float]) -> ClosedRange<Float> {
    let finite = codes.filter(\.isFinite)
    guard let lower = finite.min(), let upper = finite.max() else {
      return LatentStatistics.priorRange
    }
    let least = max(1e-6, 1e-3 * max(lower.magnitude, upper.magnitude))
    return upper - lower >= least ? lower...upper : lower - least...upper + least
  }

  private func average(_ values: some Sequence<Double>) -> Double {
    values.reduce(0, +) / Double(means.count)
  }

  var mean: Double { average(means.lazy.map(Double.init)) }

  var deviation: Double {
    let center = mean
    return average(means.lazy.map { (Double($0) - center) * (Double($0) - center) }).squareRoot()
  }

  var posteriorVariance: Double {
    logVariances.map { average($0.lazy.map { exp(Double($0)) }) } ?? 0
  }

  /// The share of the aggregate posterior in every bin: the mean over samples of each one's Gaussian,
  /// integrated over the bin, or for point codes their relative count; what lies outside the range is in no
  /// bin.
  var histogram: [Float] {
    let shares = logVariances.map(distributed) ?? counted
    return shares.map { Float($0 / Double(means.count)) }
  }

  private func distributed(_ logVariances: [Float]) -> [Double] {
    let bins = LatentStatistics.histogramBinCount
    let (lower, upper) = (Double(range.lowerBound), Double(range.upperBound))
    let width = (upper - lower) / Double(bins)
    var shares = [Double](repeating: 0, count: bins)
    for (mean, logVariance) in zip(means, logVariances) {
      let scale = 1 / (exp(Double(logVariance) / 2) * 2.0.squareRoot())
      var below = erf((lower - Double(mean)) * scale)
      for bin in 0..<bins {
        let edge = lower + Double(bin + 1) * width
        let above = erf((edge - Double(mean)) * scale)
        shares[bin] += (above - below) / 2
        below = above
      }
    }
    return shares
  }

  private var counted: [Double] {
    let bins = LatentStatistics.histogramBinCount
    let (lower, upper) = (Double(range.lowerBound), Double(range.upperBound))
    var shares = [Double](repeating: 0, count: bins)
    for mean in means where range.contains(mean) {
      let place = (Double(mean) - lower) / (upper - lower) * Double(bins)
      shares[min(Int(place), bins - 1)] += 1
    }
    return shares
  }
}
