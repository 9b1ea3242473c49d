package import Analysis
package import Datasets
package import Tensors

/// Recovers particles from the samples of a data set.
package struct ParticleReader: Sendable {
  /// How the samples encode particles.
  package let format: ParticleFormat

  /// Creates a reader for the samples of a description; `nil` where they are not particles.
  package init?(_ description: DataDescription) {
    guard let format = description.particles else { return nil }
    self.format = format
  }

  /// The particles of a sample, decoded or real.
  ///
  /// - Parameter sample: A sample in the unit of the data.
  /// - Returns: The particles in their box.
  /// - Throws: `GeometryError` when it has another number of particles or is not finite.
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

  /// Checks a measured or simulated sample, not a decoded one: distances must be symmetric and 0 on the
  /// diagonal.
  ///
  /// - Throws: `GeometryError` with the first invalid element.
  package func check(measured sample: Tensor) throws(GeometryError) {
    switch format.elements {
    case .distances: _ = try DistanceMatrix(measured: sample.elements, expectedCount: format.count)
    case .coordinates: _ = try particles(of: sample)
    }
  }
}
