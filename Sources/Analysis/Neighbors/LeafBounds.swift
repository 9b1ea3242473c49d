import Tensors

/// Boxes and balls around the leaves of a tree.
struct LeafBounds: Sendable {
  let leafCount: Int
  let dimensionCount: Int
  /// The leaves, padded to whole vectors.
  let stride: Int
  /// The smallest coordinates, `[dimensions, stride]`; infinite in the padding.
  let lower: SharedBuffer<Float>
  /// The largest coordinates, `[dimensions, stride]`.
  let upper: SharedBuffer<Float>
  /// The middles of the boxes, `[leaves, dimensions]`.
  let centers: SharedBuffer<Float>
  /// The distance from the middle to the farthest point of a leaf.
  let radii: SharedBuffer<Float>
  /// The smallest index of a leaf's points.
  let firstIndices: SharedBuffer<Int32>

  init(leafCount: Int, dimensionCount: Int) {
    self.leafCount = leafCount
    self.dimensionCount = dimensionCount
    stride = (leafCount + 15) / 16 * 16
    lower = SharedBuffer(repeating: .infinity, count: dimensionCount * stride)
    upper = SharedBuffer(repeating: .infinity, count: dimensionCount * stride)
    centers = SharedBuffer(uninitializedCount: leafCount * dimensionCount)
    radii = SharedBuffer(uninitializedCount: leafCount)
    firstIndices = SharedBuffer(uninitializedCount: leafCount)
  }

  func enclose(
    _ leaf: Int, rows: UnsafePointer<Float>, stride rowStride: Int, positions: Range<Int>,
    order: UnsafePointer<Int32>
  ) {
    for dimension in 0..<dimensionCount {
      var (low, high) = (Float.infinity, -Float.infinity)
      for position in positions {
        low = min(low, rows[position * rowStride + dimension])
        high = max(high, rows[position * rowStride + dimension])
      }
      lower[dimension * stride + leaf] = low
      upper[dimension * stride + leaf] = high
      centers[leaf * dimensionCount + dimension] = low + (high - low) / 2
    }
    firstIndices[leaf] = positions.reduce(Int32.max) { min($0, order[$1]) }
  }

  /// The largest relative rounding error of a squared distance in single precision, as a factor below 1.
  var safety: Float { max(0, 1 - Float(dimensionCount + 8) * 0x1p-22) }

  /// A lower bound of the squared distances between the points of a box and of every leaf, and the squared
  /// distances between the middles.
  ///
  /// - Parameters:
  ///   - low: The box's smallest coordinates.
  ///   - high: The box's largest coordinates.
  ///   - gaps: Receives the bounds, `[stride]`.
  ///   - separations: Receives the distances of the middles, `[stride]`.
  func measure(
    low: UnsafePointer<Float>, high: UnsafePointer<Float>,
    gaps: UnsafeMutablePointer<Float>, separations: UnsafeMutablePointer<Float>
  ) {
    let half = Vector(repeating: 0.5)
    for start in Swift.stride(from: 0, to: stride, by: 16) {
      var (gap, separation) = (Vector.zero, Vector.zero)
      for dimension in 0..<dimensionCount {
        let lowest = loadVector(lower.pointer + dimension * stride + start)
        let highest = loadVector(upper.pointer + dimension * stride + start)
        let below = lowest - high[dimension]
        let above = low[dimension] - highest
        let excess = pointwiseMax(pointwiseMax(below, above), .zero)
        gap = gap.addingProduct(excess, excess)
        let offset = (lowest * half + highest * half) - (low[dimension] / 2 + high[dimension] / 2)
        separation = separation.addingProduct(offset, offset)
      }
      storeVector(gap * safety, gaps + start)
      storeVector(separation, separations + start)
    }
  }
}
