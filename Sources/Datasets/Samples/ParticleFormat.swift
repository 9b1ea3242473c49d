import Simulations

/// The format of samples that are configurations of particles in a square box.
package struct ParticleFormat: Sendable, Equatable {
  /// What the elements of a sample are.
  package enum Elements: Sendable, Equatable {
    /// The distances between all pairs, `[particles, particles, 1]`.
    case distances
    /// The horizontal positions and heights, `[particles, 2, 1]`.
    case coordinates
  }

  /// What the elements of a sample are.
  package let elements: Elements
  /// The number of particles.
  package let count: Int
  /// The side of the box in the unit of the samples.
  package let boxLength: Double

  /// Creates a format.
  package init(elements: Elements, count: Int, boxLength: Double) {
    self.elements = elements
    self.count = count
    self.boxLength = boxLength
  }
}

extension DataDescription {
  /// What the elements tell of particles; `nil` where samples are none.
  ///
  /// Two particles have a matrix of the same shape as their coordinates; the settings say which.
  package var particleElements: ParticleFormat.Elements? {
    guard kind == .matrix, unit == "sigma", shape.count == 3, shape[0] > 0, shape[2] == 1
    else { return nil }
    let isCoordinates =
      settings["representation"] == FluidRepresentation.coordinates.rawValue || shape[0] != shape[1]
    if !isCoordinates { return .distances }
    return shape[1] == 2 ? .coordinates : nil
  }

  /// How particles are written; `nil` where the settings name no box and representation of particles, or others
  /// than the shape has.
  package var particles: ParticleFormat? {
    guard let elements = particleElements, let name = settings["representation"],
      let box = settings["box"].flatMap(Double.init), FluidModel.boxLengths.contains(box)
    else { return nil }
    switch (FluidRepresentation(rawValue: name), elements) {
    case (.distances, .distances), (.coordinates, .coordinates):
      return ParticleFormat(elements: elements, count: shape[0], boxLength: box)
    default: return nil
    }
  }
}
