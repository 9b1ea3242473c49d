package import Tensors

/// The points around any position of a map, and the features to decode there.
package struct MapDecoding: Sendable {
  private let points: MapPoints
  private let positions: Tensor

  /// Prepares points and their positions.
  ///
  /// - Parameters:
  ///   - points: The points.
  ///   - positions: Their positions, `[points, 2]`.
  package init(points: MapPoints, positions: Tensor) {
    precondition(
      positions.shape == [points.count, 2],
      "MapDecoding: \(positions.shape) for \(points.count) points")
    self.points = points
    self.positions = positions
  }

  /// The points nearest to a position on the map, nearest first; ties are ordered by index.
  ///
  /// - Parameters:
  ///   - place: A finite position in the map's unit.
  ///   - count: How many, lowered to the number of points.
  /// - Returns: Their indices, and their distances in the map's unit.
  /// - Complexity: O(*points* + *count*^2).
  package func neighbors(
    of place: (x: Float, y: Float), count: Int
  ) -> [(point: Int, distance: Float)] {
    precondition(place.x.isFinite && place.y.isFinite, "MapDecoding: place \(place)")
    var nearest = NearestPoints(count: min(count, points.count))
    positions.withUnsafeElements { positions in
      for point in 0..<points.count {
        let dx = Double(positions[2 * point]) - Double(place.x)
        let dy = Double(positions[2 * point + 1]) - Double(place.y)
        nearest.offer(point, square: dx * dx + dy * dy)
      }
    }
    return nearest.sorted
  }

  /// The features at a position: the mean of those of the nearest points, weighted by the inverse of their
  /// squared distance on the map (Shepard, "A two-dimensional interpolation function", 1968).
  ///
  /// A position that practically coincides with a point has that point's features; between points the
  /// features are continuous.
  ///
  /// - Parameters:
  ///   - place: A finite position in the map's unit.
  ///   - count: The number of points to use, at least 1.
  /// - Returns: One per feature; empty without points.
  package func features(at place: (x: Float, y: Float), count: Int) -> [Float] {
    precondition(count > 0, "MapDecoding: \(count) neighbours")
    let neighbors = neighbors(of: place, count: count)
    guard let nearest = neighbors.first else { return [] }
    // Relative to the nearest, weights neither overflow nor all underflow.
    let weights = neighbors.map { neighbor -> Double in
      guard nearest.distance > 0 else { return neighbor.distance > 0 ? 0 : 1 }
      let ratio = Double(nearest.distance) / Double(neighbor.distance)
      return ratio * ratio
    }
    let total = weights.reduce(0, +)
    return (0..<points.featureCount).map { feature in
      let sum = zip(neighbors, weights).reduce(0) { sum, pair in
        sum + pair.1
          * Double(points.features.elements[pair.0.point * points.featureCount + feature])
      }
      return Float(points.origin[feature] + sum / total)
    }
  }

  /// The other points nearest to one by Euclidean distance over all features, nearest first.
  ///
  /// - Parameters:
  ///   - point: Its index.
  ///   - count: How many, lowered to the number of the others.
  /// - Returns: Their indices, and their distances in the features' unit.
  /// - Complexity: O(*points* x *features* + *count*^2).
  package func nearestInFeatures(of point: Int, count: Int) -> [(point: Int, distance: Float)] {
    precondition(points.features.rowCount > point && point >= 0, "MapDecoding: point \(point)")
    let own = points.features.row(point).map(Double.init)
    var nearest = NearestPoints(count: min(count, points.count - 1))
    points.features.withUnsafeElements { features in
      for other in 0..<points.count where other != point {
        var square = 0.0
        for feature in own.indices {
          let difference = Double(features[other * own.count + feature]) - own[feature]
          square += difference * difference
        }
        nearest.offer(other, square: square)
      }
    }
    return nearest.sorted
  }
}
