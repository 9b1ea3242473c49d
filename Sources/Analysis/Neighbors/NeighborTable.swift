/// The nearest neighbours of every point of a set, nearest first; equal distances in the order of the
/// points' indices.
package struct NeighborTable: Sendable {
  /// The number of points.
  package let pointCount: Int
  /// The neighbours of each.
  package let neighborCount: Int
  /// `[points, neighbours]`.
  let indices: SharedBuffer<Int32>
  /// `[points, neighbours]`.
  let squaredDistances: SharedBuffer<Float>
  /// The points in an order in which neighbours lie close together.
  let order: SharedBuffer<Int32>

  /// The indices of one point's neighbours.
  package func neighbors(of point: Int) -> [Int] {
    row(point).map { Int(indices[$0]) }
  }

  /// The Euclidean distances to one point's neighbours, in the points' unit.
  package func distances(of point: Int) -> [Float] {
    row(point).map { squaredDistances[$0].squareRoot() }
  }

  private func row(_ point: Int) -> Range<Int> {
    precondition(point >= 0 && point < pointCount, "NeighborTable: point \(point) of \(pointCount)")
    return point * neighborCount..<(point + 1) * neighborCount
  }
}
