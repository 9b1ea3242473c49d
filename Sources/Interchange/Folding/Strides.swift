/// Arithmetic on the positions of row-major elements.
enum Strides {
  /// The distance of neighbours along every axis.
  static func rowMajor(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// The positions of elements that are read with the given strides, in row-major order of `shape`.
  static func positions(_ shape: [Int], strides: [Int], from start: Int = 0) -> [Int] {
    var positions = [start]
    for (extent, stride) in zip(shape, strides) {
      guard extent != 1 else { continue }
      var next: [Int] = []
      next.reserveCapacity(positions.count * extent)
      for position in positions {
        for index in 0..<extent { next.append(position + index * stride) }
      }
      positions = next
    }
    return shape.contains(0) ? [] : positions
  }

  /// The strides of a value that is broadcast to a shape: 0 along axes that are repeated.
  static func broadcast(_ shape: [Int], to target: [Int]) -> [Int] {
    let padded = Array(repeating: 1, count: target.count - shape.count) + shape
    let strides = rowMajor(padded)
    return padded.indices.map { padded[$0] == 1 ? 0 : strides[$0] }
  }

  /// The shape that two broadcast to; `nil` where they do not fit.
  static func broadcast(_ first: [Int], _ second: [Int]) -> [Int]? {
    let rank = max(first.count, second.count)
    let (a, b) = (padded(first, rank), padded(second, rank))
    var shape: [Int] = []
    for axis in 0..<rank {
      guard a[axis] == b[axis] || a[axis] == 1 || b[axis] == 1 else { return nil }
      shape.append(a[axis] == 1 ? b[axis] : a[axis])
    }
    return shape
  }

  /// A shape with leading axes of extent 1.
  static func padded(_ shape: [Int], _ rank: Int) -> [Int] {
    Array(repeating: 1, count: max(0, rank - shape.count)) + shape
  }
}
