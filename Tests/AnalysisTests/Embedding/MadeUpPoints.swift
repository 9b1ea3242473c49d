import Tensors
import TestSupport

/// Points for tests of neighbours and maps.
enum MadeUpPoints {
  /// Five normal clouds of deviation 1, their centres of deviation 3.
  static func blobs(_ count: Int, _ dimensions: Int, seed: Int) -> Tensor {
    var random = CounterRandom(testCase: seed)
    let centers = random.gaussians(5 * dimensions).map { 3 * $0 }
    return Tensor(shape: [count, dimensions]) { points in
      for row in 0..<count {
        let blob = random.integer(0...4)
        for column in 0..<dimensions {
          points[row * dimensions + column] = Float(
            centers[blob * dimensions + column] + random.nextGaussian())
        }
      }
    }
  }

  /// Normal coordinates of the given deviation.
  static func cloud(_ count: Int, _ dimensions: Int, seed: Int, deviation: Double = 1) -> Tensor {
    var random = CounterRandom(testCase: seed)
    return Tensor(
      shape: [count, dimensions],
      elements: random.gaussians(count * dimensions).map { Float(deviation * $0) })
  }
}

/// The norm of a difference as a share of the expected norm.
func relativeError(_ found: [Double], from expected: [Double]) -> Double {
  let difference = zip(found, expected).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  let norm = expected.reduce(0) { $0 + $1 * $1 }
  return (difference / norm).squareRoot()
}

extension Tensor {
  /// Whether every element is a finite number.
  var isFinite: Bool { elements.allSatisfy { $0.isFinite } }
}
