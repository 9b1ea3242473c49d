/// A shape as seen along one axis: `[outer, count, inner]`.
struct AxisView: Sendable {
  /// The elements before the axis.
  let outer: Int
  /// The extent of the axis.
  let count: Int
  /// The elements after the axis.
  let inner: Int

  init(_ shape: [Int], axis: Int) {
    outer = shape[..<axis].reduce(1, *)
    count = shape[axis]
    inner = shape[(axis + 1)...].reduce(1, *)
  }

  /// The elements in all.
  var elements: Int { outer * count * inner }

  /// The elements of one position of the axes before this one.
  var block: Int { count * inner }
}
