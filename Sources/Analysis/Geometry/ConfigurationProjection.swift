/// The configuration of particles in their box that is nearest to a decoded matrix.
///
/// In three stages, each counted: points of the plane by classical scaling, then minimisation of the misfit
/// of the distances; laid on the floor of the box; overlaps removed and particles outside moved into the box.
package struct ConfigurationProjection: Sendable, Equatable {
  /// The result of classical scaling of the matrix, with its flatness.
  package let embedding: PlanarEmbedding
  /// The plane configuration with the nearest distances.
  package let planar: StressMinimization
  /// The same at rest in the middle of the floor, before overlaps are removed.
  package let resting: [SIMD2<Double>]
  /// Whether ``resting`` has no overlap and lies in the box.
  package let wasValid: Bool
  /// The configuration without overlaps, the sweeps it took and how far they moved the particles.
  package let relaxed: OverlapRelaxation

  /// Projects a matrix.
  ///
  /// - Parameters:
  ///   - matrix: The distances in sigma.
  ///   - boxLength: The side of the box in sigma.
  ///   - smallestDistance: The distance below which two particles overlap, in sigma.
  package init(
    _ matrix: DistanceMatrix, boxLength: Double = 10, smallestDistance: Double = 0.9
  ) {
    embedding = PlanarEmbedding(matrix)
    planar = StressMinimization(matrix, from: embedding.positions)
    resting = Tumbler.rest(planar.positions, middle: boxLength / 2)
    wasValid = OverlapRelaxation.isValid(
      resting, boxLength: boxLength, smallestDistance: smallestDistance)
    relaxed = OverlapRelaxation(
      resting, boxLength: boxLength, smallestDistance: smallestDistance)
  }
}
