import Platform
import Tensors

/// The symmetric sum of a graph and its reverse, row by row a merge of two sorted lists.
final class GraphUnion: Sendable {
  let rowStarts: SharedBuffer<Int>
  let columns: SharedBuffer<Int32>
  let values: SharedBuffer<Float>
  /// The sum of P ln P, nats.
  let negativeEntropy: Double

  /// Merges two graphs of which one is the other reversed.
  ///
  /// - Returns: `nil` when cancelled.
  init?(
    _ graph: DirectedGraph, _ reverse: DirectedGraph, team: WorkerTeam, monitor: WorkMonitor
  ) {
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
    Self.fill((graph, reverse), starts, columns, values, team: team, monitor: monitor)
    negativeEntropy = Self.normalize(values, starts, team: team, monitor: monitor)
    if monitor.isCancelled() { return nil }
  }

  private static func fill(
    _ graphs: (DirectedGraph, DirectedGraph), _ starts: SharedBuffer<Int>,
    _ columns: SharedBuffer<Int32>, _ values: SharedBuffer<Float>, team: WorkerTeam,
    monitor: WorkMonitor
  ) {
    forEachRow(starts.count - 1, team: team, monitor: monitor) { row in
      var pair = starts[row]
      merge(row, graphs.0, graphs.1) { column, value in
        columns[pair] = Int32(column)
        values[pair] = value
        pair += 1
      }
      for padding in pair..<starts[row + 1] {
        columns[padding] = Int32(row)
        values[padding] = 0
      }
    }
  }

  /// Divides by the sum of all values; the sum of P ln P.
  private static func normalize(
    _ values: SharedBuffer<Float>, _ starts: SharedBuffer<Int>, team: WorkerTeam,
    monitor: WorkMonitor
  ) -> Double {
    let rowCount = starts.count - 1
    let sums = SharedBuffer<Double>(repeating: 0, count: rowCount)
    forEachRow(rowCount, team: team, monitor: monitor) { row in
      for pair in starts[row]..<starts[row + 1] { sums[row] += Double(values[pair]) }
    }
    let total = sums.elements.reduce(0, +)
    guard total > 0 else { return 0 }
    forEachRow(rowCount, team: team, monitor: monitor) { row in
      var sum = 0.0
      for pair in starts[row]..<starts[row + 1] {
        let value = Float(Double(values[pair]) / total)
        values[pair] = value
        if value > 0 { sum += Double(value) * log(Double(value)) }
      }
      sums[row] = sum
    }
    return sums.elements.reduce(0, +)
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
