import Analysis
import Datasets
import Tensors

/// How the samples of a data set encode distances of particles.
enum ParticleDistances: Sendable {
  /// As a matrix of distances, in sigma.
  case matrix
  /// As the horizontal position and the height of each particle, in sigma.
  case coordinates

  /// Reads a description; `nil` where samples are not particles.
  init?(_ data: DataDescription) {
    switch data.particleElements {
    case .distances: self = .matrix
    case .coordinates: self = .coordinates
    case nil: return nil
    }
  }

  /// The distances of a sample whose elements are finite.
  func matrix(of sample: ArraySlice<Float>) -> DistanceMatrix {
    switch self {
    case .matrix:
      guard let matrix = try? DistanceMatrix(decoded: Array(sample)) else {
        preconditionFailure("ParticleDistances: \(sample.count) elements, or not finite")
      }
      return matrix
    case .coordinates:
      let elements = Array(sample)
      return DistanceMatrix(
        of: (0..<elements.count / 2).map {
          SIMD2(Double(elements[2 * $0]), Double(elements[2 * $0 + 1]))
        })
    }
  }
}

extension EvaluatedBlock {
  /// A quantity of the particles of every sample; NaN where a decoded sample is not finite.
  func particles(of samples: Tensor, _ number: (DistanceMatrix) -> Double) -> [Double] {
    (0..<samples.rowCount).map { row in
      let sample = samples.row(row)
      guard let particles, sample.allSatisfy(\.isFinite) else { return .nan }
      return number(particles.matrix(of: sample))
    }
  }
}
