import Tensors

/// Sorts points into the order of a k-d tree: every part is split at its median along its widest extent.
enum TreeOrder {
  private struct Key {
    var value: Float
    var index: Int32

    @inline(__always)
    static func < (left: Key, right: Key) -> Bool {
      left.value < right.value || (left.value == right.value && left.index < right.index)
    }
  }

  /// The partition rounds after which a part is sorted instead, so that no input takes quadratic time.
  private static let roundLimit = 64

  /// The points in the order of the tree; `nil` when cancelled.
  static func sort(_ points: Tensor, isCancelled: () -> Bool) -> SharedBuffer<Int32>? {
    let (count, dimensions) = (points.shape[0], points.shape[1])
    let order = SharedBuffer<Int32>(uninitializedCount: count)
    for index in 0..<count { order[index] = Int32(index) }
    let keys = SharedBuffer<Key>(uninitializedCount: count)
    let isDone = points.withUnsafeElements { elements in
      guard let start = elements.baseAddress else { return true }
      var parts = [0..<count]
      while let part = parts.popLast() {
        if isCancelled() { return false }
        let leaves = (part.count + PointTree.leafSize - 1) / PointTree.leafSize
        guard leaves > 1 else {
          var leaf = order.elements[part]
          leaf.sort()
          continue
        }
        let middle = part.lowerBound + (leaves + 1) / 2 * PointTree.leafSize
        let axis = widest(start, dimensions, order.elements[part])
        for position in part {
          let index = order[position]
          keys[position] = Key(value: start[Int(index) * dimensions + axis], index: index)
        }
        select(keys.elements, part, middle)
        for position in part { order[position] = keys[position].index }
        parts.append(middle..<part.upperBound)
        parts.append(part.lowerBound..<middle)
      }
      return true
    }
    return isDone ? order : nil
  }

  /// The dimension with the largest extent, the first of equal ones.
  private static func widest(
    _ points: UnsafePointer<Float>, _ dimensions: Int,
    _ order: Slice<UnsafeMutableBufferPointer<Int32>>
  ) -> Int {
    var low = [Float](repeating: .infinity, count: dimensions)
    var high = [Float](repeating: -.infinity, count: dimensions)
    low.withUnsafeMutableBufferPointer { low in
      high.withUnsafeMutableBufferPointer { high in
        for index in order {
          let point = points + Int(index) * dimensions
          for dimension in 0..<dimensions {
            low[dimension] = min(low[dimension], point[dimension])
            high[dimension] = max(high[dimension], point[dimension])
          }
        }
      }
    }
    var widest = 0
    for dimension in 1..<max(dimensions, 1)
    where high[dimension] - low[dimension] > high[widest] - low[widest] {
      widest = dimension
    }
    return widest
  }

  /// Moves the smallest keys of a part in front of `middle` (Hoare's selection).
  private static func select(
    _ all: UnsafeMutableBufferPointer<Key>, _ part: Range<Int>, _ middle: Int
  ) {
    var keys = all
    var (low, high) = (part.lowerBound, part.upperBound - 1)
    var round = 0
    while low < high {
      round += 1
      guard round < roundLimit else {
        keys[low...high].sort { $0 < $1 }
        return
      }
      let pivot = median(keys[low], keys[(low + high) / 2], keys[high])
      var (left, right) = (low, high)
      while left <= right {
        while keys[left] < pivot { left += 1 }
        while pivot < keys[right] { right -= 1 }
        if left <= right {
          keys.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if middle <= right { high = right } else if middle >= left { low = left } else { return }
    }
  }

  private static func median(_ first: Key, _ second: Key, _ third: Key) -> Key {
    let (low, high) = first < second ? (first, second) : (second, first)
    if third < low { return low }
    return third < high ? third : high
  }
}
