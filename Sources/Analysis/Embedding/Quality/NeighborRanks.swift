import Tensors

/// The ranks of points in the list of a point's neighbours.
struct NeighborRanks: Sendable {
  private let count: Int
  private let dimensionCount: Int
  private let stride: Int
  /// The coordinates, `[dimensions, stride]`; the padding is infinitely far away.
  private let columns: SharedBuffer<Float>
  private let team: WorkerTeam

  init(_ points: Tensor, team: WorkerTeam) {
    count = points.rowCount
    dimensionCount = points.shape[1]
    stride = (count + 15) / 16 * 16
    columns = SharedBuffer(repeating: .infinity, count: dimensionCount * stride)
    self.team = team
    for row in 0..<count {
      for (dimension, value) in points.row(row).enumerated() {
        columns[dimension * stride + row] = value
      }
    }
  }

  /// The sum of max(0, rank - `neighborCount`) over the neighbours of rows in a table; `nil` when cancelled.
  func penalty(
    of table: NeighborTable, neighborCount: Int, rows: [Int], isCancelled: @Sendable () -> Bool
  ) -> Double? {
    let sums = SharedBuffer<Int>(repeating: 0, count: rows.count)
    let chunks = WorkCounter(total: rows.count, chunk: 4)
    team.run { _ in
      while !isCancelled(), let range = chunks.take() {
        for position in range {
          let others = table.neighbors(of: rows[position]).prefix(neighborCount)
          sums[position] = ranks(of: Array(others), seenFrom: rows[position])
            .reduce(0) { $0 + max(0, $1 - neighborCount) }
        }
      }
    }
    return isCancelled() ? nil : Double(sums.elements.reduce(0, +))
  }

  /// The ranks of points among the neighbours of another, the nearest 1; of equally near ones the smaller index
  /// comes first.
  func ranks(of others: [Int], seenFrom row: Int) -> [Int] {
    let squares = others.map { other in
      squaredDistances(from: row, block: other / 16)[other % 16]
    }
    var counts = [SIMD16<Int32>](repeating: .zero, count: others.count)
    var indices = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    for block in 0..<stride / 16 {
      let distances = squaredDistances(from: row, block: block)
      for (position, other) in others.enumerated() {
        let precedes =
          (distances .< squares[position])
          .| ((distances .== squares[position]) .& (indices .< Int32(other)))
        counts[position].replace(with: counts[position] &+ 1, where: precedes)
      }
      indices &+= 16
    }
    return others.indices.map { position in
      // The point itself, at distance zero, has been counted where it precedes the other.
      let isCounted = squares[position] > 0 || row < others[position]
      return Int(counts[position].wrappedSum()) + (isCounted ? 0 : 1)
    }
  }

  @inline(__always)
  private func squaredDistances(from row: Int, block: Int) -> Vector {
    var sum = Vector.zero
    for dimension in 0..<dimensionCount {
      let column = columns.pointer + dimension &* stride
      let difference = loadVector(column + 16 &* block) - column[row]
      sum = sum.addingProduct(difference, difference)
    }
    return sum
  }
}
