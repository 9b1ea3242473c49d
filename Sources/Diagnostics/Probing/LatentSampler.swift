package import Analysis
package import Models
package import Tensors

/// Draws latent points of a model in every way of ``LatentDraw``.
package struct LatentSampler: Sendable {
  /// The codes whose standard deviations latents and components have.
  package enum Codes: String, Sendable, CaseIterable {
    /// The posterior means.
    case means
    /// Draws from the posteriors, which vary more by the posteriors' own variance.
    case sampled
  }

  /// The default number of leading components.
  package static let usualComponentCount = 20
  /// The range of a walk to either side, in standard deviations.
  package static let walkReach = 3.0

  /// The codes whose standard deviations are used.
  package let codes: Codes
  /// The number of components that ``LatentDraw/components`` uses, at most one per latent.
  package let componentCount: Int
  /// The active latents, the most informative first.
  package let active: [Int]

  /// The number of latents.
  package let latentCount: Int
  private let statistics: LatentStatistics?
  private let family: any LatentFamily
  private let constraints: LatentConstraints?

  /// Creates a sampler.
  ///
  /// - Parameters:
  ///   - statistics: The statistics of its latents over the data; `nil` where they are unknown.
  ///   - latentCount: The number of latents.
  ///   - family: The family of the latents, which has the prior.
  ///   - constraints: What points have to fulfil; `nil` where all latents move freely.
  ///   - codes: The codes whose standard deviations are used.
  ///   - componentCount: The number of leading components, at least 1.
  package init(
    _ statistics: LatentStatistics?, latentCount: Int,
    family: any LatentFamily = GaussianLatents(), constraints: LatentConstraints? = nil,
    codes: Codes = .means, componentCount: Int = LatentSampler.usualComponentCount
  ) {
    precondition(componentCount >= 1, "LatentSampler: \(componentCount) components")
    self.statistics = statistics
    self.family = family
    self.constraints = constraints
    self.codes = codes
    self.componentCount = min(componentCount, latentCount)
    self.latentCount = latentCount
    active = statistics.map { $0.order.filter($0.isActive) } ?? []
  }

  /// Creates a sampler for a trained model.
  package init(
    _ checkpoint: DescribedModel, codes: Codes = .means,
    componentCount: Int = LatentSampler.usualComponentCount
  ) {
    self.init(
      checkpoint.facts.statistics, latentCount: checkpoint.model.latentCount,
      family: checkpoint.model.latents, constraints: checkpoint.facts.constraints, codes: codes,
      componentCount: componentCount)
  }

  /// The principal components of the codes; `nil` where the model has no codes.
  ///
  /// - Complexity: O(*codes* x *latents*^2); a few milliseconds for 2000 codes of 40 latents.
  package func components() -> GaussianComponents? {
    guard let statistics, statistics.codes.rowCount > 0 else { return nil }
    return GaussianComponents(
      codes: statistics.codes,
      posteriorVariances: codes == .sampled
        ? statistics.posteriorVariance.map { max(Double($0), 0) } : nil)
  }

  /// Why a draw is impossible; `nil` when it is possible.
  package func problem(_ draw: LatentDraw) -> String? {
    switch draw {
    case .posterior, .components:
      (statistics?.codes.rowCount ?? 0) == 0 ? "the model has no codes" : nil
    case .significant, .walk:
      statistics == nil
        ? "the model has no statistics of its latents"
        : active.isEmpty ? "no latent is active" : nil
    case .prior: family.hasPrior ? nil : "the latents have no prior"
    case .origin: nil
    }
  }

  /// A random value from the prior of a latent; 0 where there is none.
  package func priorValue(of latent: Int, using random: inout CounterRandom) -> Float {
    Float(family.prior(of: latent)?.draw(using: &random) ?? 0)
  }

  /// A random point; the origin where there is a ``problem(_:)``, and the means of the codes for
  /// ``LatentDraw/walk``.
  ///
  /// - Returns: The value of every latent.
  package func point(_ draw: LatentDraw, using random: inout CounterRandom) -> [Float] {
    constrained(freePoint(draw, using: &random))
  }

  private func constrained(_ point: [Float]) -> [Float] {
    constraints?.applied(to: point) ?? point
  }

  /// A random point as if all latents moved freely.
  private func freePoint(_ draw: LatentDraw, using random: inout CounterRandom) -> [Float] {
    switch draw {
    case .prior: (0..<latentCount).map { priorValue(of: $0, using: &random) }
    case .posterior: posteriorPoint(&random)
    case .components: componentPoint(components(), &random)
    case .significant: significantPoint(&random)
    case .walk: origin
    case .origin: Array(repeating: 0, count: latentCount)
    }
  }

  /// Points of one draw; each has its own random stream, so a larger count begins with the same points.
  ///
  /// - Parameters:
  ///   - draw: The way.
  ///   - count: How many random ones; the origin is one, and a walk has `steps` for every active latent.
  ///   - steps: The places of a walk along each latent, at least 2.
  ///   - seed: The seed.
  /// - Returns: `[points, latents]`; of no rows where there is a ``problem(_:)``.
  package func points(_ draw: LatentDraw, count: Int, steps: Int = 7, seed: UInt64) -> Tensor {
    precondition(count >= 0 && steps >= 2, "LatentSampler: \(count) points, \(steps) steps")
    let rows: [[Float]]
    switch draw {
    case _ where problem(draw) != nil: rows = []
    case .origin: rows = [Array(repeating: 0, count: latentCount)]
    case .walk: rows = active.flatMap { walk(along: $0, steps: steps) }
    default:
      let components = draw == .components ? components() : nil
      rows = (0..<count).map { index in
        var random = CounterRandom(
          seed: seed, stream: .probing, step: draw.streamStep, row: index)
        return draw == .components
          ? componentPoint(components, &random) : freePoint(draw, using: &random)
      }
    }
    return Tensor(shape: [rows.count, latentCount], elements: rows.flatMap(constrained))
  }

  /// The means of the codes; 0 where they are unknown.
  private var origin: [Float] { statistics?.mean ?? Array(repeating: 0, count: latentCount) }

  /// The standard deviation of the codes of a latent; 1, the prior's, where it is unknown.
  package func deviation(of latent: Int) -> Float {
    guard let statistics else { return 1 }
    let own = statistics.deviation[latent]
    guard codes == .sampled else { return own }
    return (own * own + max(statistics.posteriorVariance[latent], 0)).squareRoot()
  }

  private func walk(along latent: Int, steps: Int) -> [[Float]] {
    (0..<steps).map { step in
      let share = Double(2 * step) / Double(steps - 1) - 1
      var point = origin
      point[latent] += Float(share * Self.walkReach) * deviation(of: latent)
      return point
    }
  }

  private func posteriorPoint(_ random: inout CounterRandom) -> [Float] {
    guard let statistics, case let codes = statistics.codes, codes.rowCount > 0 else {
      return Array(repeating: 0, count: latentCount)
    }
    let row = min(Int(random.nextUniform() * Double(codes.rowCount)), codes.rowCount - 1)
    return zip(codes.row(row), statistics.posteriorVariance).map { code, variance in
      code + Float(random.nextGaussian()) * max(0, variance).squareRoot()
    }
  }

  private func componentPoint(
    _ components: GaussianComponents?, _ random: inout CounterRandom
  ) -> [Float] {
    guard let components else { return Array(repeating: 0, count: latentCount) }
    let scores = (0..<componentCount).map { _ in random.nextGaussian() }
    return components.point(scores: scores).map { Float($0) }
  }

  private func significantPoint(_ random: inout CounterRandom) -> [Float] {
    var point = origin
    for latent in active { point[latent] += Float(random.nextGaussian()) * deviation(of: latent) }
    return point
  }
}

extension LatentDraw {
  /// The step of the random stream, which makes draws of different kinds independent.
  fileprivate var streamStep: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
