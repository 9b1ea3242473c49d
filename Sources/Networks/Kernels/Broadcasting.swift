/// Shapes that are repeated to fit each other, as in NumPy: axes are matched from the last one on, and an axis of one
/// element, or a missing one, is repeated.
enum Broadcasting {
  /// The common shape of two shapes; `nil` where they do not fit.
  static func shape(_ first: [Int], _ second: [Int]) -> [Int]? {
    let rank = max(first.count, second.count)
    var shape: [Int] = []
    for (a, b) in zip(filled(first, rank: rank), filled(second, rank: rank)) {
      guard a == b || a == 1 || b == 1 else { return nil }
      shape.append(a == 1 ? b : a)
    }
    return shape
  }

  /// The map that repeats a sample until it fills a shape.
  static func map(from input: [Int], to output: [Int]) -> IndexMap {
    let input = filled(input, rank: output.count)
    return IndexMap(
      inputShape: input,
      positions: zip(input, output).map { extent, count in
        (0..<count).map { extent == 1 ? 0 : $0 }
      })
  }

  private static func filled(_ shape: [Int], rank: Int) -> [Int] {
    Array(repeating: 1, count: rank - shape.count) + shape
  }

  /// The position in a sample of every element of a shape that it is repeated to fill.
  static func positions(from input: [Int], to output: [Int]) -> [Int32] {
    let input = filled(input, rank: output.count)
    var positions: [Int32] = [0]
    for (axis, stride) in zip(input.indices, IndexMap.strides(of: input)) {
      positions = positions.flatMap { start in
        (0..<output[axis]).map { input[axis] == 1 ? start : start + Int32($0 * stride) }
      }
    }
    return positions
  }
}
