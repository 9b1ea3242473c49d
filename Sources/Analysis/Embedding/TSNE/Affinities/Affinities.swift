/// Symmetric probabilities of pairs, P = (p + p^T) / (2 n), sparse: nonzero only for neighbours.
///
/// Rows are in the order of the neighbours' tree, so that what is near in the points' space is near in
/// memory. A row is padded to whole vectors with pairs of the point and itself of probability zero.
package struct Affinities: Sendable {
  /// The pairs of a row are a multiple of this.
  static let rowMultiple = 16

  /// The number of points.
  package let pointCount: Int
  /// The perplexity of the conditional probabilities.
  package let perplexity: Double
  /// The number of points with more equally near neighbours than the perplexity; these neighbours
  /// have equal probabilities.
  package let unresolvedCount: Int
  /// Where the pairs of every row begin, and where the last one's end, `[points + 1]`.
  let rowStarts: SharedBuffer<Int>
  /// The row of the other point of a pair.
  let columns: SharedBuffer<Int32>
  let values: SharedBuffer<Float>
  /// Which point a row belongs to.
  let order: SharedBuffer<Int32>
  /// The sum of P ln P, nats.
  let negativeEntropy: Double

  /// The row of every point, the inverse of `order`.
  var rows: [Int] {
    var rows = [Int](repeating: 0, count: pointCount)
    for row in 0..<pointCount { rows[Int(order[row])] = row }
    return rows
  }

  /// The nonzero probabilities of pairs of points, each pair in both directions.
  package var pairs: [(first: Int, second: Int, probability: Float)] {
    (0..<pointCount).flatMap { row in
      (rowStarts[row]..<rowStarts[row + 1]).compactMap { pair in
        values[pair] > 0
          ? (Int(order[row]), Int(order[Int(columns[pair])]), values[pair]) : nil
      }
    }
  }
}
