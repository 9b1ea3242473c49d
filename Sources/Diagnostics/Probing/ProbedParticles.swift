package import Analysis

/// The particles of one draw, before and after their projection to valid configurations.
package struct ProbedParticles: Sendable, Equatable {
  /// The projections in the order of the points; `nil` where the decoded sample is not a configuration.
  package let projections: [ParticleProjection?]
  /// Why the first invalid sample could not be read as particles; `nil` when all could.
  package let problem: String?
  /// The decoded particles, recovered by multidimensional scaling and stress minimisation.
  package let before: ConfigurationStatistics
  /// The nearest valid configurations.
  package let after: ConfigurationStatistics
  /// The configurations after Metropolis sweeps; `nil` where none were asked for.
  package let thermalized: ThermalizedParticles?
  /// The distance of the energies before the projection from those of real samples; `nil` without either.
  package let energyDistanceBefore: TwoSampleDistance?
  /// The distance of the energies after the projection from those of real samples.
  package let energyDistanceAfter: TwoSampleDistance?

  init(
    _ results: [Result<ParticleProjection, GeometryError>], boxLength: Double,
    real: ConfigurationStatistics, thermalized: ThermalizedParticles? = nil
  ) {
    self.thermalized = thermalized
    projections = results.map { try? $0.get() }
    problem =
      results.lazy.compactMap { result -> String? in
        if case .failure(let error) = result { "\(error)" } else { nil }
      }.first
    let usable = projections.compactMap(\.self)
    before = ConfigurationStatistics(
      usable.map(\.recovered.positions), boxLength: boxLength)
    after = ConfigurationStatistics(usable.map(\.positions), boxLength: boxLength)
    energyDistanceBefore = TwoSampleDistance(before.pairEnergies, real.pairEnergies)
    energyDistanceAfter = TwoSampleDistance(after.pairEnergies, real.pairEnergies)
  }

  private var usable: [ParticleProjection] { projections.compactMap(\.self) }

  /// The mean share of the eigenvalues in the plane; `nil` where samples are coordinates, or there are none.
  package var meanFlatness: Double? {
    let flatness = usable.compactMap(\.recovered.planarity?.flatness)
    return flatness.isEmpty ? nil : flatness.reduce(0, +) / Double(flatness.count)
  }

  /// The mean number of sweeps that removed overlaps.
  package var meanSweepCount: Double {
    Double(usable.reduce(0) { $0 + $1.sweepCount }) / Double(max(usable.count, 1))
  }

  /// The largest number of sweeps that removed overlaps.
  package var mostSweeps: Int { usable.map(\.sweepCount).max() ?? 0 }

  /// The mean over configurations of the particles' displacement by the sweeps, in sigma.
  package var meanDisplacement: Double {
    usable.reduce(0) { $0 + $1.displacement } / Double(max(usable.count, 1))
  }
}
