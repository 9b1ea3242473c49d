/// How the points of a scatter plot are coloured.
package enum ScatterColors: Sendable, Equatable {
  /// All alike.
  case uniform
  /// By class.
  ///
  /// - `indices`: The class of every point; from `count` on a point has none.
  /// - `count`: The number of classes, at most ``classLimit``.
  /// - `hidden`: The classes that are not drawn, as a bit mask; points without a class are bit `count`.
  case classes(indices: [UInt8], count: Int, hidden: UInt64)
  /// By a number from 0 to 1; NaN for none.
  case values([Float])

  /// The most classes that are distinguished.
  package static let classLimit = 62

  /// Whether a point is drawn.
  package func shows(_ point: Int) -> Bool {
    guard case .classes(let indices, let count, let hidden) = self else { return true }
    return hidden >> UInt64(truncatingIfNeeded: min(Int(truncatingIfNeeded: indices[point]), count))
      & 1 == 0
  }
}
