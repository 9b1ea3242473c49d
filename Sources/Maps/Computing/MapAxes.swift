import Tensors

/// Two features or columns as the axes of a map.
struct MapAxes {
  /// The positions, `[points, 2]`.
  let positions: Tensor
  private let indices: [Int]
  private let featureCount: Int
  private let names: [String]

  init(_ points: MapPoints, x: Int, y: Int) throws(MapError) {
    let count = points.featureCount + points.columns.count
    var axes: [[Float]] = []
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
        ? points.features([index]).elements
        : points.columns[index - points.featureCount].values.numbers
      if let row = values.firstIndex(where: { !$0.isFinite }) {
        throw .unknownOnAxis(points: points.label, column: name, row: row)
      }
      axes.append(values)
      names.append(name)
    }
    positions = Tensor(
      shape: [points.count, 2], elements: zip(axes[0], axes[1]).flatMap { [$0, $1] })
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
          places[2 * row + axis] = features.elements[row * featureCount + indices[axis]]
        }
      }
    }
  }
}
