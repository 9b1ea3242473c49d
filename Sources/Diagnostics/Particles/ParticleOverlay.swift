import Analysis
package import Datasets

/// Particles laid over others that they are compared with.
package struct ParticleOverlay: Sendable, Equatable {
  /// The particles, in the frame of the others.
  package let positions: [SIMD2<Double>]
  /// The root mean square over particles of the distance to their counterparts, in sigma.
  package let error: Double

  /// Lays particles over others.
  ///
  /// Distances have no frame, so what was recovered from them is moved, turned and mirrored to fit; coordinates are left where
  /// they are.
  ///
  /// - Parameters:
  ///   - particles: What was decoded.
  ///   - truth: As many others.
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
