// Goals, in order: the exact neighbours, whatever the data; a result that does not depend on the number of
// threads; speed.
//
// Leaves of 32 points are compared with leaves of 32 queries. A box or ball test prunes queries that the leaf
// cannot improve; for the others a product in single precision, relative to the leaf's centre to avoid
// cancellation, finds candidates within the largest possible rounding error; and only those are measured in
// double precision. In few dimensions the tests prune most leaves; in many they prune none, and the search
// becomes a blocked product of the two sets, so the tests are skipped when they do not pay.

package import Tensors

/// Exact nearest neighbours by Euclidean distance.
package struct NeighborIndex: Sendable {
  let tree: PointTree

  /// The largest magnitude of a coordinate: squared distances must not overflow single precision.
  static func limit(dimensionCount: Int) -> Float {
    8e18 / Float(max(dimensionCount, 1)).squareRoot()
  }

  /// Prepares a set of points.
  ///
  /// - Parameters:
  ///   - points: `[points, dimensions]`.
  ///   - team: The workers.
  ///   - monitor: Stops the work.
  /// - Throws: ``PointsError`` when a coordinate is not finite or too large, or the work was cancelled.
  /// - Complexity: O(*n* log *n* x *dimensions*).
  package init(
    _ points: Tensor, team: WorkerTeam = WorkerTeam(), monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) {
    try PointsError.check(
      points, limit: Self.limit(dimensionCount: points.shape.last ?? 1))
    guard let tree = PointTree(points, team: team, isCancelled: monitor.isCancelled) else {
      throw .cancelled
    }
    self.tree = tree
  }

  /// Finds the neighbours of every point of the set; a point is not its own neighbour, but a duplicate is.
  ///
  /// - Parameters:
  ///   - count: The number of neighbours of each, below the number of points.
  ///   - team: The workers.
  ///   - monitor: Follows and stops the work.
  /// - Returns: The table.
  /// - Throws: ``PointsError/cancelled``.
  package func neighbors(
    count: Int, team: WorkerTeam = WorkerTeam(), monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) -> NeighborTable {
    precondition(
      count >= 0 && count < max(tree.pointCount, 1),
      "NeighborIndex: \(count) neighbours among \(tree.pointCount) points")
    return try table(
      queries: tree.rows, stride: tree.rowStride, names: tree.order, isExcluding: true,
      count: count,
      team: team, monitor: monitor)
  }

  /// Finds the neighbours of other points in the set.
  ///
  /// - Parameters:
  ///   - queries: `[queries, dimensions]`.
  ///   - count: The number of neighbours of each, at most the number of points.
  ///   - team: The workers.
  ///   - monitor: Follows and stops the work.
  /// - Returns: The table; its points are the queries, its indices those of the set.
  /// - Throws: ``PointsError``.
  package func neighbors(
    of queries: Tensor, count: Int, team: WorkerTeam = WorkerTeam(),
    monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) -> NeighborTable {
    precondition(
      count >= 0 && count <= tree.pointCount,
      "NeighborIndex: \(count) neighbours among \(tree.pointCount) points")
    try PointsError.check(queries, limit: Self.limit(dimensionCount: tree.dimensionCount))
    guard queries.shape[1] == tree.dimensionCount else {
      throw .mismatch(what: "columns", expected: tree.dimensionCount, found: queries.shape[1])
    }
    let rows = SharedBuffer<Float>(repeating: 0, count: queries.rowCount * tree.rowStride)
    for row in 0..<queries.rowCount {
      for (column, value) in queries.row(row).enumerated() {
        rows[row * tree.rowStride + column] = value
      }
    }
    let names = SharedBuffer((0..<queries.rowCount).map(Int32.init))
    return try table(
      queries: rows, stride: tree.rowStride, names: names, isExcluding: false, count: count,
      team: team,
      monitor: monitor)
  }

  /// Fills a table block by block; `names` says which row each query fills, and when `isExcluding`, which
  /// point is not its neighbour.
  private func table(
    queries: SharedBuffer<Float>, stride: Int, names: SharedBuffer<Int32>, isExcluding: Bool,
    count: Int,
    team: WorkerTeam, monitor: WorkMonitor
  ) throws(PointsError) -> NeighborTable {
    let table = NeighborTable(
      pointCount: names.count, neighborCount: count,
      indices: SharedBuffer(uninitializedCount: names.count * count),
      squaredDistances: SharedBuffer(uninitializedCount: names.count * count), order: names)
    guard count > 0 else { return table }
    let size = PointTree.leafSize
    let blocks = WorkCounter(total: (names.count + size - 1) / size)
    let tree = tree
    team.run { worker in
      let block = NeighborBlock(tree, neighborCount: count)
      while !monitor.isCancelled(), let taken = blocks.take() {
        let start = taken.lowerBound * size
        let range = start..<min(start + size, names.count)
        block.search(
          rows: queries.pointer + start * stride, names: names.pointer + start, count: range.count,
          isExcluding: isExcluding, isCancelled: monitor.isCancelled)
        block.write(to: table, names: names.pointer + start)
        if worker == 0 { monitor.progress(.neighbors, blocks.share) }
      }
    }
    if monitor.isCancelled() { throw .cancelled }
    return table
  }
}
