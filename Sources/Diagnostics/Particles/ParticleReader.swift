package import Analysis
package import Datasets
package import Tensors

/// Recovers particles from the samples of a data set.
package struct ParticleReader: Sendable {
  /// How the samples are written.
  package let format: ParticleFormat

  /// Prepares for the samples of a description; `nil` where they are no particles.
  package init?(_ description: DataDescription) {
    guard let format = description.particles else { return nil }
    self.format = format
  }

  /// The particles of a sample, decoded or real.
  ///
  /// - Parameter sample: A sample in the unit of the data.
  /// - Returns: The particles in their box.
  /// - Throws: `GeometryError` when it is of another number of particles or not finite.
  package func particles(of sample: Tensor) throws(GeometryError) -> RecoveredParticles {
    try particles(of: sample.elements)
  }

  /// The particles of the elements of a sample.
  func particles(of elements: [Float]) throws(GeometryError) -> RecoveredParticles {
    switch format.elements {
    case .distances:
      try RecoveredParticles(
        distances: elements, expectedCount: format.count, boxLength: format.boxLength)
    case .coordinates:
      try RecoveredParticles(
        coordinates: elements, expectedCount: format.count, boxLength: format.boxLength)
    }
  }

  /// Checks a sample that was measured or simulated, not decoded: distances must be symmetric and 0 on the diagonal.
  ///
  /// - Throws: `GeometryError` with the first element that is none.
  package func check(measured sample: Tensor) throws(GeometryError) {
    switch format.elements {
    case .distances: _ = try DistanceMatrix(measured: sample.elements, expectedCount: format.count)
    case .coordinates: _ = try particles(of: sample)
    }
  }
}
