package import Datasets
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

  /// A latent that carries a factor, with its line and the factor's bounds.
  package struct Carried: Sendable, Equatable {
    /// The line from the latent to the factor.
    package var line: LatentAlignment
    /// The factor's name.
    package var name: String
    /// The factor's bounds.
    package var bounds: ClosedRange<Double>
  }

  /// The factors within whose bounds values stay, by latent.
  package let carried: [Int: Carried]

  /// What points have to fulfil; `nil` where all latents move freely.
  package let constraints: LatentConstraints?

  /// The most codes from which the aggregate posterior is computed.
  private static let mostCodes = 256

  /// Creates a space.
  ///
  /// - Parameters:
  ///   - latents: The family of the latents.
  ///   - count: The number of latents.
  ///   - statistics: Their statistics over the data; `nil` where they are unknown.
  ///   - sample: The posterior of a sample for every latent; `nil` without one.
  ///   - carried: The factors within whose bounds values stay, by latent; empty for values that may leave them.
  ///   - constraints: What points have to fulfil; `nil` where all latents move freely.
  package init(
    _ latents: any LatentFamily, count: Int, statistics: LatentStatistics?, sample: [Normal]?,
    carried: [Int: Carried] = [:], constraints: LatentConstraints? = nil
  ) {
    precondition(
      (statistics?.mean.count ?? count) == count && (sample?.count ?? count) == count,
      "TraversalSpace: \(count) latents")
    (latentCount, self.latents) = (count, latents)
    (self.statistics, self.sample, self.carried) = (statistics, sample, carried)
    self.constraints = constraints
  }

  /// The latents of a model, with a sample's posterior if there is one.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - sample: The posterior of a sample for every latent; `nil` without one.
  ///   - staysWithinBounds: Whether a latent that carries a factor stays where the factor is within its bounds.
  package init(_ model: DescribedModel, sample: [Normal]?, staysWithinBounds: Bool = true) {
    self.init(
      model.model.latents, count: model.model.latentCount, statistics: model.facts.statistics,
      sample: sample,
      carried: staysWithinBounds ? Self.carried(model.roles, model.data.factors) : [:],
      constraints: model.facts.constraints)
  }

  /// The factors that latents carry, by latent.
  package static func carried(_ roles: [LatentRole], _ factors: [Factor]) -> [Int: Carried] {
    Dictionary(
      uniqueKeysWithValues: roles.compactMap { role in
        guard let line = role.alignment, factors.indices.contains(line.factor),
          case let factor = factors[line.factor], factor.lower < factor.upper
        else { return nil }
        return (
          role.latent,
          Carried(line: line, name: factor.name, bounds: factor.lower...factor.upper)
        )
      })
  }

  /// The factor at whose bounds the values of a latent end; `nil` where they end where the range does.
  package func limitingFactor(
    of latent: Int, in range: TraversalRange, reach: Double = TraversalRange.usualReach
  ) -> String? {
    guard let carried = carried[latent] else { return nil }
    let value = curve(of: latent, in: range, reach: reach)
    let ends = Self.ordered(value(0), value(1))
    return carried.line.part(of: ends, within: carried.bounds) == ends ? nil : carried.name
  }

  /// The centre of the space: of the prior, of the codes where there is none, or the origin.
  package var middle: [Float] {
    let middle = (0..<latentCount).map { latent in
      latents.prior(of: latent).map { Float($0.normal.mean) } ?? statistics?.mean[latent] ?? 0
    }
    return constraints?.applied(to: middle) ?? middle
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

  /// Why no range has values, with the reason of each; `nil` when one has.
  package var lack: String? {
    let problems = TraversalRange.allCases.compactMap { range in
      problem(range).map { "\(range.title): \($0)" }
    }
    return problems.count < TraversalRange.allCases.count ? nil : problems.joined(separator: "; ")
  }

  /// The default range: the first that the model has, starting with the prior.
  package var usualRange: TraversalRange {
    TraversalRange.allCases.first { problem($0) == nil } ?? .prior
  }

  /// Evenly spaced values of a latent, from the lowest to the highest.
  ///
  /// Where the latent carries a factor and the range leaves the factor's bounds, the values end there; they then are evenly
  /// spaced, in probability or in deviations, over the part of the range that is left. Those of a selector's latent are the numbers of
  /// its choices.
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
    if let selector = constraints?.selector(of: latent) {
      return places.map { Float(($0 * Double(selector.choices.count - 1)).rounded()) }
    }
    let value = curve(of: latent, in: range, reach: reach)
    guard let carried = carried[latent] else { return places.map(value) }
    let ends = Self.ordered(value(0), value(1))
    let inside = carried.line.part(of: ends, within: carried.bounds)
    guard inside != ends else { return places.map(value) }
    let first =
      inside.lowerBound > ends.lowerBound ? Self.place(of: inside.lowerBound, on: value) : 0
    let last =
      inside.upperBound < ends.upperBound ? Self.place(of: inside.upperBound, on: value) : 1
    return places.map {
      min(max(value(first + $0 * (last - first)), inside.lowerBound), inside.upperBound)
    }
  }

  private static func ordered(_ first: Float, _ last: Float) -> ClosedRange<Float> {
    first <= last ? first...last : (first.isNaN || last.isNaN ? 0...0 : last...first)
  }

  /// The place from 0 to 1 at which an ascending curve has a value, by bisection.
  private static func place(of value: Float, on curve: (Double) -> Float) -> Double {
    var (lower, upper) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (lower + upper) / 2
      if curve(middle) < value { lower = middle } else { upper = middle }
    }
    return (lower + upper) / 2
  }

  /// The value at a place of a range, from 0 at its lower end to 1 at its upper one.
  private func curve(
    of latent: Int, in range: TraversalRange, reach: Double
  ) -> (_ place: Double) -> Float {
    if range == .sample, let code = sample?[latent] {
      return { Float(code.mean + (2 * $0 - 1) * reach * code.deviation) }
    }
    func share(_ place: Double) -> Double {
      TraversalRange.tail + place * (1 - 2 * TraversalRange.tail)
    }
    if range == .prior, let prior = latents.prior(of: latent) {
      // Bisection ends near a median of 0, which is rounded to 0.
      return { Float((prior.quantile(share($0)) * 1e9).rounded() / 1e9) }
    }
    let parts = aggregate(latent)
    return { Float(Self.quantile(share($0), of: parts)) }
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
