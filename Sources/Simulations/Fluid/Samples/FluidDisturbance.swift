import Platform
import Tensors

/// A modification of a fluid sample after its chain, to test models on out-of-distribution data.
package struct FluidDisturbance: Sendable, Equatable {
  /// The forms of a disturbance.
  package enum Form: String, Codable, Sendable, CaseIterable {
    /// The sample stays as it is.
    case none
    /// Some particles are moved in random directions, each by a distance between 0 and ``amplitude``.
    case corrupted
    /// A square of ``holeSize`` rows and columns of the sample, and its mirror image, is 0.
    case missing
  }

  /// The form.
  package var form = Form.none
  /// The number of particles that are moved.
  package var particleCount = 4
  /// The largest distance that a particle is moved, in sigma; walls and other particles do not stop it.
  package var amplitude = 0.2
  /// Whether particles are sorted again after they were moved, as in a measurement.
  package var isOrderedAfter = true
  /// The rows and columns that are missing.
  package var holeSize = 10

  /// Creates no disturbance.
  package init() {}

  /// Moves particles of one configuration.
  func move(_ positions: inout [SIMD2<Double>], using random: inout CounterRandom) {
    for particle in random.nextPermutation(positions.count).prefix(particleCount) {
      let angle = 2 * Double.pi * random.nextUniform()
      positions[particle] += amplitude * random.nextUniform() * SIMD2(cos(angle), sin(angle))
    }
  }

  /// Sets a square of a matrix, with as many columns as rows, and its mirror image to 0.
  func cutHole(
    in matrix: UnsafeMutableBufferPointer<Float>, rowCount: Int, using random: inout CounterRandom
  ) {
    let firstRow = Int.random(in: 0...rowCount - holeSize, using: &random)
    let firstColumn = Int.random(in: 0...rowCount - holeSize, using: &random)
    for row in firstRow..<firstRow + holeSize {
      for column in firstColumn..<firstColumn + holeSize {
        matrix[row * rowCount + column] = 0
        matrix[column * rowCount + row] = 0
      }
    }
  }
}
