/// A change of the order of a value's elements, or only of the shape that a network sees them in.
struct Rearrangement: Equatable {
  /// The extents of the axes of the elements as they lie in memory.
  let extents: [Int]
  /// Those axes in their new order.
  let axes: [Int]
  /// The shape that the network sees.
  let shape: [Int]

  /// The order of the elements changes only if an axis of more than one element moves.
  init(extents: [Int], axes: [Int], shape: [Int]) {
    (self.extents, self.axes, self.shape) = (extents, axes, shape)
  }

  /// Whether the elements keep their order.
  var isView: Bool {
    let moving = axes.filter { extents[$0] > 1 }
    return zip(moving, moving.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// The number of elements.
  var count: Int { extents.reduce(1, *) }

  /// For every element of the result its position before.
  var positions: [Int] {
    let strides = Strides.rowMajor(extents)
    return Strides.positions(axes.map { extents[$0] }, strides: axes.map { strides[$0] })
  }

  /// The same elements in the same order under another shape.
  func viewed(as shape: [Int]) -> Self { Self(extents: extents, axes: axes, shape: shape) }

  /// Extents and axes without axes of one element, and with neighbours that stay neighbours as one.
  var simplified: Self {
    var order: [[Int]] = []
    for axis in axes where extents[axis] > 1 {
      if let last = order.last?.last,
        extents[(last + 1)..<max(last + 1, axis)].allSatisfy({ $0 == 1 }),
        last < axis
      {
        order[order.count - 1].append(axis)
      } else {
        order.append([axis])
      }
    }
    let groups = order.sorted { $0[0] < $1[0] }
    return Self(
      extents: groups.map { $0.reduce(1) { $0 * extents[$1] } },
      axes: order.map { group in groups.firstIndex(of: group) ?? 0 }, shape: shape)
  }
}
