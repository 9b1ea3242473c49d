/// The missing elements of a matrix of pairs, each taken from the row most similar to its own where both are
/// known.
struct NearestRows {
  private let elements: [Float]
  private let side: Int
  private let mask: HoleMask
  /// For every row the other rows, the most similar first.
  private let order: [[Int]]

  init(_ elements: [Float], side: Int, mask: HoleMask) {
    self.elements = elements
    self.side = side
    self.mask = mask
    func difference(_ first: Int, _ second: Int) -> Float {
      var (sum, count): (Float, Float) = (0, 0)
      for column in 0..<side where column != first && column != second {
        let places = (first * side + column, second * side + column)
        guard !mask.isMissing[places.0], !mask.isMissing[places.1] else { continue }
        let difference = elements[places.0] - elements[places.1]
        sum += difference * difference
        count += 1
      }
      return count > 0 ? sum / count : .infinity
    }
    order = (0..<side).map { row in
      let others = (0..<side).filter { $0 != row }
      let differences = others.map { difference(row, $0) }
      return others.indices.sorted { (differences[$0], $0) < (differences[$1], $1) }
        .map { others[$0] }
    }
  }

  /// A missing element from the most similar row whose element in the same column is known; 0 where there is
  /// none.
  func element(_ place: Int) -> Float {
    let (row, column) = place.quotientAndRemainder(dividingBy: side)
    let found = order[row].first { $0 != column && !mask.isMissing[$0 * side + column] }
    return found.map { elements[$0 * side + column] } ?? 0
  }
}
