/// A square divided into four while it contains more than a few points (Barnes and Hut 1986).
struct QuadTree {
  struct Node {
    /// The mean position of the points.
    var center: SIMD2<Double>
    var side: Double
    /// The points, as positions in the order of the tree.
    var range: Range<Int>
    /// The index after this node and all its descendants.
    var end: Int
    var isLeaf: Bool { end == 0 }
  }

  /// The nodes, each before its descendants.
  private(set) var nodes: [Node] = []
  /// The points in the order of the tree.
  private(set) var order: [Int]

  private static let leafSize = 4
  /// Points not separated at this depth are equal in all their digits.
  private static let depthLimit = 48

  /// Builds the tree of points `[points, 2]`.
  init(_ positions: SharedBuffer<Double>) {
    let count = positions.count / 2
    order = Array(0..<count)
    guard count > 0 else { return }
    var low = SIMD2<Double>(repeating: .infinity)
    var high = -low
    for point in 0..<count {
      let position = SIMD2(positions[2 * point], positions[2 * point + 1])
      low = pointwiseMin(low, position)
      high = pointwiseMax(high, position)
    }
    divide(0..<count, middle: (low + high) / 2, side: (high - low).max(), depth: 0, positions)
  }

  private mutating func divide(
    _ range: Range<Int>, middle: SIMD2<Double>, side: Double, depth: Int,
    _ positions: SharedBuffer<Double>
  ) {
    var sum = SIMD2<Double>.zero
    for position in range {
      let point = order[position]
      sum += SIMD2(positions[2 * point], positions[2 * point + 1])
    }
    let index = nodes.count
    nodes.append(Node(center: sum / Double(range.count), side: side, range: range, end: 0))
    guard range.count > Self.leafSize, depth < Self.depthLimit else { return }
    let upper = order[range].partition { positions[2 * $0 + 1] >= middle.y }
    let lowerRight = order[range.lowerBound..<upper].partition { positions[2 * $0] >= middle.x }
    let upperRight = order[upper..<range.upperBound].partition { positions[2 * $0] >= middle.x }
    let bounds = [range.lowerBound, lowerRight, upper, upperRight, range.upperBound]
    for quadrant in 0..<4 where bounds[quadrant] < bounds[quadrant + 1] {
      let corner = SIMD2<Double>(quadrant % 2 == 0 ? -1 : 1, quadrant < 2 ? -1 : 1)
      divide(
        bounds[quadrant]..<bounds[quadrant + 1], middle: middle + corner * (side / 4),
        side: side / 2, depth: depth + 1, positions)
    }
    nodes[index].end = nodes.count
  }
}
