import Tensors

/// Two features or columns as the axes of a map.
struct MapAxes {
  /// The positions, `[points, 2]`.
  let positions: Tensor
  /// What was changed to make the map possible.
  let adjustments: [String]
  /// What was subtracted from the values along both axes.
  private let origin: [Double]
  private let indices: [Int]
  private let featureCount: Int
  private let names: [String]

  init(_ points: MapPoints, x: Int, y: Int) throws(MapError) {
    let count = points.featureCount + points.columns.count
    var axes: [Axis] = []
    var names: [String] = []
    for index in [x, y] {
      guard (0..<count).contains(index) else {
        throw .noSuchAxis(points: points.label, index: index, count: count)
      }
      let isFeature = index < points.featureCount
      let name =
        isFeature
        ? points.featureNames[index] : points.columns[index - points.featureCount].name
      let values =
        isFeature
        ? points.features([index]).elements.map { Double($0) + points.origin[index] }
        : points.columns[index - points.featureCount].values.numbers
      if let row = values.firstIndex(where: { !$0.isFinite }) {
        throw .unknownOnAxis(points: points.label, column: name, row: row)
      }
      axes.append(Axis(values))
      names.append(name)
    }
    positions = Tensor(
      shape: [points.count, 2],
      elements: zip(axes[0].positions, axes[1].positions).flatMap { [$0, $1] })
    origin = axes.map(\.origin)
    adjustments = zip(["x", "y"], zip(axes, names)).compactMap { axis, shown in
      shown.0.origin == 0 ? nil : "\(axis) is \(shown.1) less \(shown.0.origin)"
    }
    indices = [x, y]
    featureCount = points.featureCount
    self.names = names
  }

  /// New points, `[new points, features]`, on the same axes.
  func places(of features: Tensor) throws(MapError) -> Tensor {
    for (index, name) in zip(indices, names) where index >= featureCount {
      throw .notPlaceable(column: name)
    }
    return Tensor(shape: [features.rowCount, 2]) { places in
      for row in 0..<features.rowCount {
        for axis in 0..<2 {
          let value = Double(features.elements[row * featureCount + indices[axis]])
          places[2 * row + axis] = Float(value - origin[axis])
        }
      }
    }
  }
}

/// The values along an axis, minus their mean where single precision could not resolve them otherwise.
private struct Axis {
  /// How far from zero values lie, in units of their spread, before their mean is subtracted.
  private static let farness = 1e4

  let origin: Double
  let positions: [Float]

  init(_ values: [Double]) {
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let isFar = max(abs(low), abs(high)) > Self.farness * (high - low) && high > low
    let origin = isFar ? (low / 2 + high / 2).rounded() : 0
    self.origin = origin
    positions = values.map { Float($0 - origin) }
  }
}
