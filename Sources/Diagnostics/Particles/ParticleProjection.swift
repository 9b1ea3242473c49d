package import Analysis
import Datasets

/// The particles of a decoded sample, and the nearest valid configuration.
package struct ParticleProjection: Sendable, Equatable {
  /// The recovered particles, which may overlap or be outside the box.
  package let recovered: RecoveredParticles
  /// The positions after the projection.
  package let positions: [SIMD2<Double>]
  /// The number of steps that reduced the stress of the distances; 0 for coordinates.
  package let stressStepCount: Int
  /// The number of sweeps that pushed overlapping particles apart and into the box; 0 where none was needed.
  package let sweepCount: Int
  /// The root mean square over particles of their displacement by the sweeps, in sigma.
  package let displacement: Double
  /// Whether the result is without overlap and inside the box; in a crowded box the limit on sweeps may
  /// prevent it.
  package let isValid: Bool

  /// The energy of all pairs after the projection, in epsilon, each at most ``ParticleEnergy/cap``.
  package var pairEnergy: Double { ParticleEnergy.total(positions, gravity: 0) }
  /// The smallest distance of a pair after the projection, in sigma.
  package var smallestDistance: Double { ParticleEnergy.smallestDistance(positions) }
}

extension ParticleReader {
  /// Projects a sample to the nearest valid configuration.
  ///
  /// - Throws: `GeometryError` when it has another number of particles or is not finite.
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
