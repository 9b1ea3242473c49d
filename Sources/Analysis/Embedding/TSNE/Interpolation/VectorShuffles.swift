import Tensors

extension Vector {
  /// Interleaves two vectors: their first halves, and their second halves.
  @inline(__always)
  static func interleaved(_ first: Vector, _ second: Vector) -> (Vector, Vector) {
    var (low, high) = (Vector.zero, Vector.zero)
    low.evenHalf = first.lowHalf
    low.oddHalf = second.lowHalf
    high.evenHalf = first.highHalf
    high.oddHalf = second.highHalf
    return (low, high)
  }
}

/// Transposes blocks of sixteen vectors.
struct BlockTransposition: Sendable {
  private let first = SharedBuffer<Float>(repeating: 0, count: 256)
  private let second = SharedBuffer<Float>(repeating: 0, count: 256)

  /// The sixteen vectors of a block, before and after the transposition.
  @inline(__always)
  var block: UnsafeMutablePointer<Float> { first.pointer }

  /// Exchanges vectors and lanes of the block: four rounds, each of which rotates the eight bits of
  /// an element's index by one.
  func transpose() {
    round(first.pointer, second.pointer)
    round(second.pointer, first.pointer)
    round(first.pointer, second.pointer)
    round(second.pointer, first.pointer)
  }

  @inline(__always)
  private func round(_ from: UnsafeMutablePointer<Float>, _ to: UnsafeMutablePointer<Float>) {
    for row in 0..<8 {
      let (low, high) = Vector.interleaved(
        loadVector(from + 16 * row), loadVector(from + 16 * row + 128))
      storeVector(low, to + 32 * row)
      storeVector(high, to + 32 * row + 16)
    }
  }
}
