import Analysis
package import Datasets

/// Particles aligned with others for comparison.
package struct ParticleOverlay: Sendable, Equatable {
  /// The particles, in the frame of the others.
  package let positions: [SIMD2<Double>]
  /// The root mean square over particles of the distance to their counterparts, in sigma.
  package let error: Double

  /// Aligns particles with others.
  ///
  /// Distances are invariant under rigid motions and reflections, so particles recovered from them are moved,
  /// rotated and mirrored to fit; coordinates are left as they are.
  ///
  /// - Parameters:
  ///   - particles: The decoded particles.
  ///   - truth: The particles to align with, as many.
  ///   - elements: What the particles were recovered from.
  package init(
    _ particles: [SIMD2<Double>], over truth: [SIMD2<Double>],
    from elements: ParticleFormat.Elements
  ) {
    switch elements {
    case .distances:
      let alignment = PlanarAlignment(particles, to: truth)
      (positions, error) = (alignment.positions, alignment.rootMeanSquare)
    case .coordinates:
      precondition(
        particles.count == truth.count,
        "ParticleOverlay: \(particles.count) particles over \(truth.count)")
      let squares = zip(particles, truth).reduce(0) { sum, pair in
        let difference = pair.0 - pair.1
        return sum + (difference * difference).sum()
      }
      positions = particles
      error = (squares / Double(max(truth.count, 1))).squareRoot()
    }
  }
}
