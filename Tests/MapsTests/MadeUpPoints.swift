import Maps
import Tensors
import TestSupport

/// Points of arbitrary but repeatable kinds.
enum MadeUpPoints {
  /// Normal points.
  static func cloud(_ count: Int, _ dimensions: Int, seed: Int) -> Tensor {
    var random = CounterRandom(testCase: seed)
    return Tensor(
      shape: [count, dimensions], elements: random.gaussians(count * dimensions).map { Float($0) })
  }

  /// Points with names for their features.
  static func points(
    _ features: Tensor, auxiliaryCount: Int = 0, columns: [MapColumn] = []
  ) throws -> MapPoints {
    try MapPoints(
      label: "cloud", features: features, featureNames: (0..<features.shape[1]).map { "f\($0)" },
      auxiliaryCount: auxiliaryCount, columns: columns)
  }

  /// Three well separated clouds, and which cloud each point is of.
  static func blobs(_ count: Int, _ dimensions: Int, seed: Int) -> (points: Tensor, blob: [Int]) {
    let cloud = cloud(count, dimensions, seed: seed)
    let blobs = (0..<count).map { $0 % 3 }
    let shifted = cloud.elements.enumerated().map { index, value in
      let (row, column) = (index / dimensions, index % dimensions)
      return value + (column == blobs[row] % dimensions ? 12 : 0)
    }
    return (Tensor(shape: cloud.shape, elements: shifted), blobs)
  }
}
