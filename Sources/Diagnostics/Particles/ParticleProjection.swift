package import Analysis
import Datasets

/// What a decoded sample is as particles, and the nearest valid configuration.
package struct ParticleProjection: Sendable, Equatable {
  /// The particles as they were recovered, which may overlap or leave the box.
  package let recovered: RecoveredParticles
  /// The same after everything that makes them valid.
  package let positions: [SIMD2<Double>]
  /// The steps that lowered the misfit of the distances; 0 for coordinates.
  package let stressStepCount: Int
  /// The sweeps that pushed overlapping particles apart and into the box; 0 where none did or was outside.
  package let sweepCount: Int
  /// The root mean square over particles of how far the sweeps moved them, in sigma.
  package let displacement: Double
  /// Whether the result has no overlap and is in the box; the sweeps of a crowded box are limited.
  package let isValid: Bool

  /// The energy of all pairs after the projection, each at most ``ParticleEnergy/cap``.
  package var pairEnergy: Double { ParticleEnergy.total(positions, gravity: 0) }
  /// The smallest distance of a pair after the projection.
  package var smallestDistance: Double { ParticleEnergy.smallestDistance(positions) }
}

extension ParticleReader {
  /// Projects a sample to the nearest valid configuration.
  ///
  /// - Throws: `GeometryError` when it is of another number of particles or not finite.
  package func projection(
    of sample: ArraySlice<Float>
  ) throws(GeometryError) -> ParticleProjection {
    let elements = Array(sample)
    let recovered = try particles(of: elements)
    let smallest = RecoveredParticles.smallestValidDistance
    guard format.elements == .distances else {
      return ParticleProjection(
        recovered: recovered, stressStepCount: 0,
        OverlapRelaxation(
          recovered.positions, boxLength: format.boxLength, smallestDistance: smallest))
    }
    let matrix = try DistanceMatrix(decoded: elements, expectedCount: format.count)
    let projection = ConfigurationProjection(
      matrix, boxLength: format.boxLength, smallestDistance: smallest)
    return ParticleProjection(
      recovered: recovered, stressStepCount: projection.planar.stepCount, projection.relaxed)
  }
}

extension ParticleProjection {
  fileprivate init(
    recovered: RecoveredParticles, stressStepCount: Int, _ relaxed: OverlapRelaxation
  ) {
    self.init(
      recovered: recovered, positions: relaxed.positions, stressStepCount: stressStepCount,
      sweepCount: relaxed.sweepCount, displacement: relaxed.displacement,
      isValid: relaxed.isValid)
  }
}
