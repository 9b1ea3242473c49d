package import Datasets
import Tensors

extension LatentRole {
  /// The least number of samples to which a line is fitted where the file has none.
  private static let leastSamples = 8

  /// The roles of all latents of a model.
  ///
  /// A file may have lines for tied latents only; that of any other is fitted to the gallery.
  ///
  /// - Parameters:
  ///   - latentCount: The number of latents.
  ///   - statistics: Their statistics; `nil` where they are unknown, and all latents are named by their index.
  ///   - factors: The known factors.
  ///   - tied: The factors that the objective ties the first latents to; `nil` for one that is not among `factors`.
  ///   - gallery: Samples with their factors.
  /// - Returns: One role per latent.
  package static func roles(
    latentCount: Int, statistics: LatentStatistics?, factors: [Factor], tied: [Int?],
    gallery: Gallery?
  ) -> [LatentRole] {
    (0..<latentCount).map { latent in
      let own = latent < tied.count ? tied[latent] : nil
      let known = statistics.map { KnownLatent(latent, $0, factors, gallery) }
      return LatentRole(
        latent: latent, tied: own.map { factors[$0].name }, strongest: known?.strongest
      ) { known?.line(to: $0) }
    }
  }

  /// What a file says of one latent and the factors.
  private struct KnownLatent {
    private let latent: Int
    private let correlations: [Float]
    private let stored: LatentAlignment?
    private let factors: [Factor]
    private let gallery: Gallery?

    init(
      _ latent: Int, _ statistics: LatentStatistics, _ factors: [Factor], _ gallery: Gallery?
    ) {
      self.latent = latent
      self.factors = factors
      self.gallery = gallery
      let row = Array(statistics.correlations.row(latent))
      correlations = row.count == factors.count ? row : []
      stored = statistics.alignments[latent].flatMap { line in
        factors.indices.contains(line.factor) && line.slope != 0 && line.slope.isFinite
          && line.intercept.isFinite ? line : nil
      }
    }

    /// By the stored correlations; a file without them has at most that of the stored line.
    var strongest: Correlate? {
      guard !correlations.isEmpty else {
        return stored.map { correlate($0.factor, $0.correlation) }
      }
      let sizes = correlations.map { $0.isNaN ? 0 : $0.magnitude }
      guard let factor = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), sizes[factor] > 0 else {
        return nil
      }
      return correlate(factor, Double(correlations[factor]))
    }

    private func correlate(_ factor: Int, _ correlation: Double) -> Correlate {
      Correlate(factor: factor, name: factors[factor].name, correlation: correlation)
    }

    func line(to factor: Correlate) -> LatentAlignment? {
      if let stored, stored.factor == factor.factor { return stored }
      return fitted(to: factor)
    }

    private func fitted(to factor: Correlate) -> LatentAlignment? {
      guard let gallery, gallery.factors.rowStride == factors.count else { return nil }
      let pairs = (0..<gallery.count).map {
        (Double(gallery.means[$0, latent]), Double(gallery.factors[$0, factor.factor]))
      }.filter { $0.0.isFinite && $0.1.isFinite }
      guard pairs.count >= LatentRole.leastSamples else { return nil }
      let line = FactorRegression(latent: pairs.map(\.0), factor: pairs.map(\.1))
      guard line.slope.isFinite, line.intercept.isFinite, line.slope * factor.correlation > 0 else {
        return nil
      }
      return LatentAlignment(
        factor: factor.factor, correlation: factor.correlation, slope: line.slope,
        intercept: line.intercept)
    }
  }
}

extension DescribedModel {
  /// The factors that the objective ties the first latents to, as positions in the description; `nil` for one that is
  /// not described.
  package var tiedFactors: [Int?] {
    (facts.objective?.auxiliary?.factors ?? []).map { factor in
      data.factors.firstIndex { $0.name == factor.name }
    }
  }

  /// What every latent carries.
  package var roles: [LatentRole] {
    LatentRole.roles(
      latentCount: model.latentCount, statistics: facts.statistics, factors: data.factors,
      tied: tiedFactors, gallery: facts.gallery)
  }
}

extension [LatentRole] {
  /// The names of those of some latents that are more than an index, in words; `nil` where there are none.
  package func titles(of latents: some Collection<Int>) -> String? {
    let named = latents.map { self[$0] }.filter { $0.title != "z\($0.latent)" }
    return named.isEmpty ? nil : named.map(\.title).joined(separator: ", ")
  }
}
