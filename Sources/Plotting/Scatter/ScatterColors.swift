/// What tells the points of a scatter plot apart.
package enum ScatterColors: Sendable, Equatable {
  /// Nothing.
  case uniform
  /// One of several classes each.
  ///
  /// - `indices`: The class of every point; from `count` on a point has none.
  /// - `count`: The number of classes, at most ``classLimit``.
  /// - `hidden`: The classes that are not drawn, bit by bit; points without a class are the bit `count`.
  case classes(indices: [UInt8], count: Int, hidden: UInt64)
  /// A number from 0 to 1 each; what is not a number has none.
  case values([Float])

  /// As many classes are told apart.
  package static let classLimit = 62

  /// Whether a point is drawn.
  package func shows(_ point: Int) -> Bool {
    guard case .classes(let indices, let count, let hidden) = self else { return true }
    return hidden >> UInt64(truncatingIfNeeded: min(Int(truncatingIfNeeded: indices[point]), count))
      & 1 == 0
  }
}
