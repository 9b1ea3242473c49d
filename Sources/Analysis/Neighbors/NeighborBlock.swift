import Tensors

/// Up to 32 queries that are compared with the leaves of a tree together; the memory of one worker.
final class NeighborBlock {
  static let size = PointTree.leafSize

  let tree: PointTree
  private let neighborCount: Int
  let dimensions: Int
  private let candidates: SharedBuffer<NeighborCandidate>
  let lists: SharedBuffer<NeighborList>
  /// The queries, `[dimensions, 32]`.
  private let columns: SharedBuffer<Float>
  /// The queries relative to a leaf's centre, negated, `[dimensions, 32]`.
  let local: SharedBuffer<Float>
  private let low: SharedBuffer<Float>
  private let high: SharedBuffer<Float>
  private let gaps: SharedBuffer<Float>
  private let separations: SharedBuffer<Float>
  /// Per query: the square of the largest distance that can still improve the list; negative for none.
  let bounds: SharedBuffer<Float>
  let localNorms: SharedBuffer<Float>
  private let pointGaps: SharedBuffer<Float>
  private var keys: [UInt64] = []
  private(set) var rows: UnsafePointer<Float>
  private(set) var names: UnsafePointer<Int32>
  private(set) var isExcluding = false
  private var count = 0
  private var pruning = PruningRecord()

  init(_ tree: PointTree, neighborCount: Int) {
    self.tree = tree
    self.neighborCount = neighborCount
    dimensions = tree.dimensionCount
    candidates = SharedBuffer(uninitializedCount: Self.size * neighborCount)
    lists = SharedBuffer(uninitializedCount: Self.size)
    columns = SharedBuffer<Float>(repeating: 0, count: dimensions * Self.size)
    local = SharedBuffer<Float>(repeating: 0, count: dimensions * Self.size)
    low = SharedBuffer<Float>(repeating: 0, count: dimensions)
    high = SharedBuffer<Float>(repeating: 0, count: dimensions)
    gaps = SharedBuffer<Float>(repeating: 0, count: tree.bounds.stride)
    separations = SharedBuffer<Float>(repeating: 0, count: tree.bounds.stride)
    bounds = SharedBuffer<Float>(repeating: 0, count: Self.size)
    localNorms = SharedBuffer<Float>(repeating: 0, count: Self.size)
    pointGaps = SharedBuffer<Float>(repeating: 0, count: Self.size)
    rows = UnsafePointer(tree.rows.pointer)
    names = UnsafePointer(tree.order.pointer)
    keys.reserveCapacity(tree.leafCount)
  }

  /// Finds the neighbours of `count` queries.
  ///
  /// - Parameters:
  ///   - rows: The queries, a row of the tree's stride each.
  ///   - names: The queries' names.
  ///   - count: The number of queries, at most 32.
  ///   - isExcluding: Whether the point of a query's name is left out.
  ///   - isCancelled: Whether to stop.
  func search(
    rows: UnsafePointer<Float>, names: UnsafePointer<Int32>, count: Int, isExcluding: Bool,
    isCancelled: () -> Bool
  ) {
    self.rows = rows
    self.names = names
    self.count = count
    self.isExcluding = isExcluding
    prepare()
    tree.bounds.measure(
      low: low.pointer, high: high.pointer, gaps: gaps.pointer, separations: separations.pointer)
    let first = nearestLeaves((neighborCount + Self.size) / Self.size + 3)
    for leaf in first { visit(leaf) }
    let limit = largestBound
    keys.removeAll(keepingCapacity: true)
    for leaf in 0..<tree.leafCount where gaps.pointer[leaf] <= limit && !first.contains(leaf) {
      keys.append(key(leaf))
    }
    keys.sort()
    var sinceAsked = 0
    for key in keys {
      let leaf = Int(key & 0xFFFF_FFFF)
      guard gaps.pointer[leaf] <= largestBound else { continue }
      sinceAsked += 1
      if sinceAsked == 64 {
        if isCancelled() { return }
        sinceAsked = 0
      }
      visit(leaf)
    }
  }

  /// Writes the finished lists to their rows of a table.
  func write(to table: NeighborTable, names: UnsafePointer<Int32>) {
    for query in 0..<count {
      let row = Int(names[query]) * neighborCount
      for position in 0..<lists[query].count {
        table.indices[row + position] = lists[query][position].index
        table.squaredDistances[row + position] = Float(lists[query][position].squaredDistance)
      }
    }
  }

  private func prepare() {
    for query in 0..<Self.size {
      lists[query] = NeighborList(
        candidates.pointer + query * neighborCount, capacity: neighborCount)
    }
    for dimension in 0..<dimensions {
      var (lowest, highest) = (Float.infinity, -Float.infinity)
      for query in 0..<Self.size {
        let value = rows[min(query, count - 1) * tree.rowStride + dimension]
        columns.pointer[dimension * Self.size + query] = value
        lowest = min(lowest, value)
        highest = max(highest, value)
      }
      low.pointer[dimension] = lowest
      high.pointer[dimension] = highest
    }
    for query in 0..<Self.size { bounds.pointer[query] = query < count ? .infinity : -1 }
  }

  private var largestBound: Float {
    pointwiseMax(loadVector(bounds.pointer), loadVector(bounds.pointer + 16)).max()
  }

  /// Leaves in the order of their middles' distances, equal ones in their own order.
  private func key(_ leaf: Int) -> UInt64 {
    UInt64(separations.pointer[leaf].bitPattern) << 32 | UInt64(leaf)
  }

  private func nearestLeaves(_ count: Int) -> [Int] {
    var nearest: [UInt64] = []
    for leaf in 0..<tree.leafCount {
      let key = key(leaf)
      if nearest.count == count, let last = nearest.last, key >= last { continue }
      if nearest.count == count { nearest.removeLast() }
      nearest.insert(key, at: nearest.firstIndex { $0 > key } ?? nearest.count)
    }
    return nearest.map { Int($0 & 0xFFFF_FFFF) }
  }

  /// Compares all queries with the points of a leaf.
  private func visit(_ leaf: Int) {
    measure(leaf)
    var chosen: (Int, Int, Int, Int) = (0, 0, 0, 0)
    var chosenCount = 0
    for query in 0..<count where isOfInterest(leaf, query) {
      switch chosenCount {
      case 0: chosen = (query, query, query, query)
      case 1: chosen.1 = query
      case 2: chosen.2 = query
      default: chosen.3 = query
      }
      chosenCount += 1
      if chosenCount == 4 {
        compare(leaf, chosen, 4)
        chosenCount = 0
      }
    }
    if chosenCount > 0 { compare(leaf, chosen, chosenCount) }
  }

  /// Whether a leaf may contain a neighbour of a query.
  @inline(__always)
  private func isOfInterest(_ leaf: Int, _ query: Int) -> Bool {
    let bound = bounds.pointer[query]
    guard pointGaps.pointer[query] <= bound else { return false }
    // Among equal distances only smaller indices are nearer; without this, many duplicates would all be compared.
    return bound > 0 || tree.bounds.firstIndices[leaf] < lists[query].worst.index
  }

  /// Moves the queries to a leaf's centre, and bounds their distances to its points.
  private func measure(_ leaf: Int) {
    let center = tree.bounds.centers.pointer + leaf * dimensions
    var norm = (Vector.zero, Vector.zero)
    for dimension in 0..<dimensions {
      let offset = dimension * Self.size
      let first = center[dimension] - loadVector(columns.pointer + offset)
      let second = center[dimension] - loadVector(columns.pointer + offset + 16)
      storeVector(first, local.pointer + offset)
      storeVector(second, local.pointer + offset + 16)
      norm = (norm.0.addingProduct(first, first), norm.1.addingProduct(second, second))
    }
    storeVector(norm.0, localNorms.pointer)
    storeVector(norm.1, localNorms.pointer + 16)
    measureGaps(leaf)
  }

  private func measureGaps(_ leaf: Int) {
    guard pruning.isWorthwhile else {
      storeVector(.zero, pointGaps.pointer)
      storeVector(.zero, pointGaps.pointer + 16)
      return
    }
    let boxes = tree.bounds
    for half in [0, 16] {
      var gap = Vector.zero
      for dimension in 0..<dimensions {
        let value = loadVector(columns.pointer + dimension * Self.size + half)
        let below = boxes.lower[dimension * boxes.stride + leaf] - value
        let above = value - boxes.upper[dimension * boxes.stride + leaf]
        let excess = pointwiseMax(pointwiseMax(below, above), .zero)
        gap = gap.addingProduct(excess, excess)
      }
      storeVector(gap * boxes.safety, pointGaps.pointer + half)
    }
    pruning.record(
      dropped: (0..<count).reduce(0) {
        $0 + (pointGaps.pointer[$1] > bounds.pointer[$1] ? 1 : 0)
      }, of: count)
  }
}

/// Whether testing a leaf against each query has pruned enough of them to be worth its cost.
private struct PruningRecord {
  private var tested = 0
  private var dropped = 0

  /// The fraction of queries that must be pruned: a test costs about a seventh of a comparison.
  private static let worthwhileShare = 0.15

  var isWorthwhile: Bool {
    tested < 4096 || Double(dropped) >= Self.worthwhileShare * Double(tested)
  }

  mutating func record(dropped: Int, of count: Int) {
    tested += count
    self.dropped += dropped
  }
}
