import Tensors

/// The symmetric sum of a graph and its reverse, row by row a merge of two sorted lists.
final class GraphUnion: Sendable {
  private let graph: DirectedGraph
  private let reverse: DirectedGraph
  private let rowCount: Int
  let rowStarts: SharedBuffer<Int>
  let columns: SharedBuffer<Int32>
  let values: SharedBuffer<Float>

  /// Merges two graphs of which one is the other reversed.
  ///
  /// - Returns: `nil` when cancelled.
  init?(
    _ graph: DirectedGraph, _ reverse: DirectedGraph, team: WorkerTeam, monitor: WorkMonitor
  ) {
    self.graph = graph
    self.reverse = reverse
    rowCount = graph.rowCount
    let starts = SharedBuffer<Int>(repeating: 0, count: graph.rowCount + 1)
    Self.forEachRow(graph.rowCount, team: team, monitor: monitor) { row in
      var count = 0
      Self.merge(row, graph, reverse) { _, _ in count += 1 }
      let multiple = Affinities.rowMultiple
      starts[row + 1] = (count + multiple - 1) / multiple * multiple
    }
    if monitor.isCancelled() { return nil }
    for row in 0..<graph.rowCount { starts[row + 1] += starts[row] }
    rowStarts = starts
    columns = SharedBuffer(uninitializedCount: starts[graph.rowCount])
    values = SharedBuffer(uninitializedCount: starts[graph.rowCount])
    fill(team: team, monitor: monitor)
    if monitor.isCancelled() { return nil }
  }

  private func fill(team: WorkerTeam, monitor: WorkMonitor) {
    let sums = SharedBuffer<Double>(repeating: 0, count: rowCount)
    let (columns, values) = (columns, values)
    Self.forEachRow(rowCount, team: team, monitor: monitor) { row in
      var pair = rowStarts[row]
      var sum = 0.0
      Self.merge(row, graph, reverse) { column, value in
        columns[pair] = Int32(column)
        values[pair] = value
        sum += Double(value)
        pair += 1
      }
      sums[row] = sum
      for padding in pair..<rowStarts[row + 1] {
        columns[padding] = Int32(row)
        values[padding] = 0
      }
    }
    let total = sums.elements.reduce(0, +)
    guard total > 0 else { return }
    Self.forEachRow(rowCount, team: team, monitor: monitor) { row in
      for pair in rowStarts[row]..<rowStarts[row + 1] {
        values[pair] = Float(Double(values[pair]) / total)
      }
    }
  }

  private static func forEachRow(
    _ rowCount: Int, team: WorkerTeam, monitor: WorkMonitor, _ body: @Sendable (Int) -> Void
  ) {
    let chunks = WorkCounter(total: rowCount, chunk: 512)
    team.run { worker in
      while !monitor.isCancelled(), let rows = chunks.take() {
        for row in rows { body(row) }
        if worker == 0 { monitor.progress(.symmetrization, chunks.share) }
      }
    }
  }

  /// Visits the columns of a row in ascending order, each with the sum of both directions.
  @inline(__always)
  private static func merge(
    _ row: Int, _ graph: DirectedGraph, _ reverse: DirectedGraph, _ body: (Int, Float) -> Void
  ) {
    var (left, right) = (graph.rowStarts[row], reverse.rowStarts[row])
    let (leftEnd, rightEnd) = (graph.rowStarts[row + 1], reverse.rowStarts[row + 1])
    while left < leftEnd || right < rightEnd {
      let leftColumn = left < leftEnd ? DirectedGraph.column(graph.edges[left]) : .max
      let rightColumn = right < rightEnd ? DirectedGraph.column(reverse.edges[right]) : .max
      var value: Float = 0
      if leftColumn <= rightColumn {
        value += DirectedGraph.probability(graph.edges[left])
        left += 1
      }
      if rightColumn <= leftColumn {
        value += DirectedGraph.probability(reverse.edges[right])
        right += 1
      }
      body(min(leftColumn, rightColumn), value)
    }
  }
}
