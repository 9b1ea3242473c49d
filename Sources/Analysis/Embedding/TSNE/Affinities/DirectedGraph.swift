import Tensors

/// The conditional probabilities p(j|i) of every point's neighbours, by row and in the order of the columns.
///
/// An edge is one word, the other row above the bits of the probability, so that edges sort as numbers.
final class DirectedGraph: Sendable {
  let rowCount: Int
  /// Where the edges of every row begin, and where the last one's end.
  let rowStarts: SharedBuffer<Int>
  let edges: SharedBuffer<UInt64>
  private let neighbors: NeighborTable?

  /// A graph with `neighborCount` edges for every point, not yet calibrated.
  init(_ neighbors: NeighborTable, neighborCount: Int) {
    rowCount = neighbors.pointCount
    rowStarts = SharedBuffer((0...neighbors.pointCount).map { $0 * neighborCount })
    edges = SharedBuffer(uninitializedCount: neighbors.pointCount * neighborCount)
    self.neighbors = neighbors
  }

  private init(rowStarts: SharedBuffer<Int>) {
    rowCount = rowStarts.count - 1
    self.rowStarts = rowStarts
    edges = SharedBuffer(uninitializedCount: rowStarts[rowStarts.count - 1])
    neighbors = nil
  }

  /// The row of an edge's other point.
  @inline(__always)
  static func column(_ edge: UInt64) -> Int { Int(edge >> 32) }

  /// An edge's probability.
  @inline(__always)
  static func probability(_ edge: UInt64) -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: edge))
  }

  /// Fills the edges with probabilities of the given perplexity.
  ///
  /// - Returns: The number of points whose entropy could not be brought down to ln(perplexity).
  func calibrate(perplexity: Double, team: WorkerTeam, monitor: WorkMonitor) -> Int {
    guard let neighbors, rowCount > 0 else { return 0 }
    let count = rowStarts[1]
    guard count > 0 else { return 0 }
    let ranks = SharedBuffer<Int32>(uninitializedCount: rowCount)
    for row in 0..<rowCount { ranks[Int(neighbors.order[row])] = Int32(row) }
    let chunks = WorkCounter(total: rowCount, chunk: 64)
    let unresolved = SharedBuffer<Int>(repeating: 0, count: team.count)
    team.run { worker in
      var calibration = PerplexityCalibration(perplexity: perplexity, neighborCount: count)
      let probabilities = SharedBuffer<Float>(uninitializedCount: count)
      while !monitor.isCancelled(), let rows = chunks.take() {
        for row in rows {
          let start = Int(neighbors.order[row]) * neighbors.neighborCount
          let outcome = calibration.calibrate(
            neighbors.squaredDistances.pointer + start, into: probabilities.pointer)
          // With one neighbour, or two for a perplexity of 2, there is nothing to calibrate.
          let isResolved =
            outcome.entropy <= calibration.target + 1e-6 || Double(count) <= perplexity
          if !isResolved { unresolved[worker] += 1 }
          var edges = UnsafeMutableBufferPointer(
            start: self.edges.pointer + row * count, count: count)
          for position in 0..<count {
            let column = ranks[Int(neighbors.indices[start + position])]
            edges[position] =
              UInt64(column) << 32 | UInt64(probabilities[position].bitPattern)
          }
          edges.sort()
        }
        if worker == 0 { monitor.progress(.calibration, chunks.share) }
      }
    }
    return unresolved.elements.reduce(0, +)
  }

  /// The graph with every edge reversed; `nil` when cancelled.
  ///
  /// Every worker reads all edges and keeps those that end in its rows, so that the edges of a row are in
  /// the order of their sources for any number of workers.
  func reversed(team: WorkerTeam, monitor: WorkMonitor) -> DirectedGraph? {
    let starts = SharedBuffer<Int>(repeating: 0, count: rowCount + 1)
    visitIncoming(team: team, monitor: monitor) { _, edge in
      starts[Self.column(edge) + 1] += 1
    }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    let reverse = DirectedGraph(rowStarts: starts)
    let next = SharedBuffer<Int>(uninitializedCount: rowCount)
    for row in 0..<rowCount { next[row] = starts[row] }
    visitIncoming(team: team, monitor: monitor) { source, edge in
      let column = Self.column(edge)
      reverse.edges[next[column]] = UInt64(source) << 32 | edge & 0xFFFF_FFFF
      next[column] += 1
    }
    return monitor.isCancelled() ? nil : reverse
  }

  @inline(__always)
  private func visitIncoming(
    team: WorkerTeam, monitor: WorkMonitor, _ body: @Sendable (_ source: Int, UInt64) -> Void
  ) {
    team.run { worker in
      let targets = team.rows(of: worker, in: rowCount)
      for source in 0..<rowCount {
        if source % 4096 == 0 && monitor.isCancelled() { return }
        for position in rowStarts[source]..<rowStarts[source + 1] {
          let edge = edges[position]
          if targets.contains(Self.column(edge)) { body(source, edge) }
        }
      }
    }
  }
}
