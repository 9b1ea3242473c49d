package import Models
import Platform
import Tensors

/// The range of values of a traversed latent.
package enum TraversalRange: String, Sendable, CaseIterable {
  /// Evenly spaced quantiles of the latent's prior, from 2.5% to 97.5%.
  case prior
  /// Evenly spaced quantiles of the aggregate posterior, the mixture of the posteriors of the data, from 2.5% to 97.5%.
  case posterior
  /// From some standard deviations of an encoded sample's posterior below its mean to as many above.
  case sample

  /// The probability below the first value of a range of quantiles, and above the last.
  package static let tail = 0.025
  /// The default range around a sample to either side, in standard deviations.
  package static let usualReach = 2.0

  /// The range in a few words.
  package var title: String {
    switch self {
    case .prior: "prior quantiles"
    case .posterior: "posterior quantiles"
    case .sample: "encoded sample"
    }
  }
}

/// The distributions of a model's latents for a traversal; all but the family are optional.
package struct TraversalSpace: Sendable {
  /// The posterior of a latent, a normal distribution.
  package struct Normal: Sendable, Equatable {
    /// The mean.
    package var mean: Double
    /// The standard deviation.
    package var deviation: Double

    /// Creates a distribution.
    package init(mean: Double, deviation: Double) {
      (self.mean, self.deviation) = (mean, deviation)
    }

    /// The cumulative distribution function.
    func share(below value: Double) -> Double {
      deviation > 0
        ? erfc((mean - value) / (deviation * 2.0.squareRoot())) / 2
        : (value > mean ? 1 : value < mean ? 0 : 0.5)
    }
  }

  /// The number of latents.
  package let latentCount: Int
  /// The family of the latents, which has the prior, if there is one.
  package let latents: any LatentFamily
  /// The statistics of the latents over the data; `nil` where they are unknown.
  package let statistics: LatentStatistics?
  /// The posterior of a sample for every latent; `nil` without one.
  package let sample: [Normal]?

  /// The most codes from which the aggregate posterior is computed.
  private static let mostCodes = 256

  /// Creates a space.
  ///
  /// - Parameters:
  ///   - latents: The family of the latents.
  ///   - count: The number of latents.
  ///   - statistics: Their statistics over the data; `nil` where they are unknown.
  ///   - sample: The posterior of a sample for every latent; `nil` without one.
  package init(
    _ latents: any LatentFamily, count: Int, statistics: LatentStatistics?, sample: [Normal]?
  ) {
    precondition(
      (statistics?.mean.count ?? count) == count && (sample?.count ?? count) == count,
      "TraversalSpace: \(count) latents")
    (latentCount, self.latents) = (count, latents)
    (self.statistics, self.sample) = (statistics, sample)
  }

  /// The latents of a model, with a sample's posterior if there is one.
  package init(_ model: DescribedModel, sample: [Normal]?) {
    self.init(
      model.model.latents, count: model.model.latentCount, statistics: model.facts.statistics,
      sample: sample)
  }

  /// The centre of the space: of the prior, of the codes where there is none, or the origin.
  package var middle: [Float] {
    (0..<latentCount).map { latent in
      latents.prior(of: latent).map { Float($0.normal.mean) } ?? statistics?.mean[latent] ?? 0
    }
  }

  /// Why a range has no values; `nil` when it has.
  package func problem(_ range: TraversalRange) -> String? {
    switch range {
    case .prior: latents.hasPrior ? nil : "the latents have no prior"
    case .posterior:
      (statistics?.codes.rowCount ?? 0) < 2 ? "the model has no codes of its data" : nil
    case .sample:
      sample.map { codes in
        codes.contains { $0.deviation > 0 } ? nil : "codes here have no deviation"
      } ?? "no sample is encoded"
    }
  }

  /// The default range: the first that the model has, starting with the prior.
  package var usualRange: TraversalRange {
    TraversalRange.allCases.first { problem($0) == nil } ?? .prior
  }

  /// Evenly spaced values of a latent, from the lowest to the highest.
  ///
  /// - Parameters:
  ///   - latent: The index of the latent.
  ///   - range: The range; it must have no ``problem(_:)``.
  ///   - count: The number of values, at least 2.
  ///   - reach: The range around a sample to either side, in standard deviations.
  /// - Returns: The values, finite where the distributions are.
  package func values(
    of latent: Int, in range: TraversalRange, count: Int, reach: Double = TraversalRange.usualReach
  ) -> [Float] {
    precondition(
      count >= 2 && problem(range) == nil && (0..<latentCount).contains(latent),
      "TraversalSpace: \(count) values of \(latent) in \(range)")
    let places = (0..<count).map { Double($0) / Double(count - 1) }
    if range == .sample, let code = sample?[latent] {
      return places.map { Float(code.mean + (2 * $0 - 1) * reach * code.deviation) }
    }
    let tail = TraversalRange.tail
    let shares = places.map { tail + $0 * (1 - 2 * tail) }
    if range == .prior, let prior = latents.prior(of: latent) {
      // Bisection ends near a median of 0, which is rounded to 0.
      return shares.map { Float((prior.quantile($0) * 1e9).rounded() / 1e9) }
    }
    let parts = aggregate(latent)
    return shares.map { Float(Self.quantile($0, of: parts)) }
  }

  /// The components of the aggregate posterior: codes evenly chosen in sorted order, each with the mean
  /// variance.
  private func aggregate(_ latent: Int) -> [Normal] {
    guard let statistics else { return [] }
    let codes = statistics.codes
    let sorted = (0..<codes.rowCount).map {
      Double(codes.row($0)[codes.row($0).startIndex + latent])
    }
    .filter(\.isFinite).sorted()
    let count = min(sorted.count, Self.mostCodes)
    let variance = Double(statistics.posteriorVariance[latent])
    let deviation = variance.isFinite ? max(variance, 0).squareRoot() : 0
    return (0..<count).map {
      Normal(mean: sorted[(2 * $0 + 1) * sorted.count / (2 * count)], deviation: deviation)
    }
  }

  /// The quantile of a mixture of equal weights, by bisection.
  private static func quantile(_ share: Double, of parts: [Normal]) -> Double {
    guard var lower = parts.map({ $0.mean - 8 * $0.deviation }).min(),
      var upper = parts.map({ $0.mean + 8 * $0.deviation }).max()
    else { return .nan }
    for _ in 0..<60 {
      let middle = lower / 2 + upper / 2
      let below = parts.reduce(0) { $0 + $1.share(below: middle) } / Double(parts.count)
      if below < share { lower = middle } else { upper = middle }
    }
    return lower / 2 + upper / 2
  }
}
