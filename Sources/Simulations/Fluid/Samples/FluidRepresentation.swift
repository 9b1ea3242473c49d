/// How the particles of a configuration become a sample.
package enum FluidRepresentation: String, Codable, Sendable, CaseIterable {
  /// The distances between all pairs in sigma, `[particles, particles, 1]`.
  case distances
  /// The horizontal positions and heights in sigma, `[particles, 2, 1]`.
  case coordinates
  /// The numbers of particles in the cells of a square grid over the box, `[cells, cells, 1]`, with the top
  /// of the box in the first row.
  case occupancy

  /// The shape of a sample.
  func shape(particleCount: Int, gridSize: Int) -> [Int] {
    switch self {
    case .distances: [particleCount, particleCount, 1]
    case .coordinates: [particleCount, 2, 1]
    case .occupancy: [gridSize, gridSize, 1]
    }
  }

  /// Writes a sample.
  ///
  /// - Parameters:
  ///   - positions: The particles in their order, in sigma.
  ///   - sample: Receives the elements of the shape.
  ///   - boxLength: The side of the box in sigma.
  ///   - gridSize: The rows and columns of the grid.
  func write(
    _ positions: [SIMD2<Double>], into sample: UnsafeMutableBufferPointer<Float>,
    boxLength: Double, gridSize: Int
  ) {
    switch self {
    case .distances: writeDistances(positions, into: sample)
    case .coordinates:
      for (particle, position) in positions.enumerated() {
        sample[2 * particle] = Float(position.x)
        sample[2 * particle + 1] = Float(position.y)
      }
    case .occupancy:
      sample.update(repeating: 0)
      let perUnit = Double(gridSize) / boxLength
      for position in positions {
        // A particle on or beyond a wall is counted in the cell at the wall.
        let place = (position * perUnit).clamped(
          lowerBound: .zero, upperBound: SIMD2(repeating: Double(gridSize - 1)))
        sample[(gridSize - 1 - Int(place.y)) * gridSize + Int(place.x)] += 1
      }
    }
  }

  private func writeDistances(
    _ positions: [SIMD2<Double>], into sample: UnsafeMutableBufferPointer<Float>
  ) {
    let count = positions.count
    for row in 0..<count {
      sample[row * count + row] = 0
      for column in 0..<row {
        let difference = positions[row] - positions[column]
        let distance = Float((difference * difference).sum().squareRoot())
        sample[row * count + column] = distance
        sample[column * count + row] = distance
      }
    }
  }
}
