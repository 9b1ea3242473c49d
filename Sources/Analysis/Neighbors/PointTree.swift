import Tensors

/// Points in the order of a k-d tree, cut into leaves of 32 with boxes around them.
///
/// Every leaf but the last is full: a split lies at a multiple of 32 points. Only the order and the leaves are
/// stored; there are so few of them (5000 for 160,000 points) that comparing a box with all, sixteen at a time,
/// is faster than traversing a tree.
struct PointTree: Sendable {
  static let leafSize = 32

  let pointCount: Int
  let dimensionCount: Int
  let leafCount: Int
  /// Coordinates of a row, padded to whole vectors of eight.
  let rowStride: Int
  /// Which point is at a position.
  let order: SharedBuffer<Int32>
  /// The coordinates, `[positions, rowStride]`.
  let rows: SharedBuffer<Float>
  /// Each leaf's coordinates relative to its centre, `[leaves, dimensions, 32]`.
  let panels: SharedBuffer<Float>
  /// Half the square norm of those, infinite where a leaf has no point, `[leaves, 32]`.
  let halfNorms: SharedBuffer<Float>
  let bounds: LeafBounds

  /// Sorts points; `nil` when cancelled.
  ///
  /// - Parameters:
  ///   - points: `[points, dimensions]`, finite.
  ///   - team: The workers.
  ///   - isCancelled: Whether to stop.
  init?(_ points: Tensor, team: WorkerTeam, isCancelled: @Sendable () -> Bool) {
    let (count, dimensions) = (points.shape[0], points.shape[1])
    guard let order = TreeOrder.sort(points, isCancelled: isCancelled) else { return nil }
    pointCount = count
    dimensionCount = dimensions
    leafCount = (count + Self.leafSize - 1) / Self.leafSize
    rowStride = (dimensions + 7) / 8 * 8
    self.order = order
    rows = SharedBuffer(uninitializedCount: count * rowStride)
    panels = SharedBuffer(uninitializedCount: leafCount * dimensions * Self.leafSize)
    halfNorms = SharedBuffer(uninitializedCount: leafCount * Self.leafSize)
    bounds = LeafBounds(leafCount: leafCount, dimensionCount: dimensions)
    let tree = self
    points.withUnsafeElements { elements in
      let source = SharedAddress(elements.baseAddress)
      team.run { worker in
        guard let source = source.pointer else { return }
        for leaf in team.rows(of: worker, in: tree.leafCount) where !isCancelled() {
          tree.fill(leaf, from: source)
        }
      }
    }
    if isCancelled() { return nil }
  }

  /// The positions of a leaf.
  @inline(__always)
  func positions(of leaf: Int) -> Range<Int> {
    leaf * Self.leafSize..<min((leaf + 1) * Self.leafSize, pointCount)
  }

  private func fill(_ leaf: Int, from points: UnsafePointer<Float>) {
    let positions = positions(of: leaf)
    let rows = rows.pointer
    for position in positions {
      let row = rows + position * rowStride
      let point = points + Int(order[position]) * dimensionCount
      row.initialize(repeating: 0, count: rowStride)
      row.update(from: point, count: dimensionCount)
    }
    bounds.enclose(leaf, rows: rows, stride: rowStride, positions: positions, order: order.pointer)
    fillPanel(leaf, positions)
  }

  private func fillPanel(_ leaf: Int, _ positions: Range<Int>) {
    let size = Self.leafSize
    let panel = panels.pointer + leaf * dimensionCount * size
    let center = bounds.centers.pointer + leaf * dimensionCount
    var largest: Float = 0
    for lane in 0..<size {
      let position = positions.lowerBound + lane
      let isFilled = position < positions.upperBound
      var square = 0.0
      for dimension in 0..<dimensionCount {
        let value = isFilled ? rows[position * rowStride + dimension] - center[dimension] : 0
        panel[dimension * size + lane] = value
        square += Double(value) * Double(value)
      }
      halfNorms[leaf * size + lane] = isFilled ? Float(square / 2) : .infinity
      if isFilled { largest = max(largest, Float(square.squareRoot())) }
    }
    bounds.radii[leaf] = largest
  }
}

/// The address of memory that outlives a run of the thread pool.
struct SharedAddress<Element: BitwiseCopyable>: Sendable {
  private let address: UInt

  init(_ pointer: UnsafePointer<Element>?) { address = UInt(bitPattern: pointer) }

  var pointer: UnsafePointer<Element>? { UnsafePointer(bitPattern: address) }
}
