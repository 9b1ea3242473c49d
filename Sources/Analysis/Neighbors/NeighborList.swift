/// A point that may be a neighbour.
struct NeighborCandidate {
  var squaredDistance: Double
  var index: Int32

  /// Whether this one is nearer, or as near with a smaller index.
  @inline(__always)
  func precedes(_ other: NeighborCandidate) -> Bool {
    squaredDistance < other.squaredDistance
      || (squaredDistance == other.squaredDistance && index < other.index)
  }
}

/// The nearest candidates seen so far, sorted.
struct NeighborList {
  private let candidates: UnsafeMutablePointer<NeighborCandidate>
  private let capacity: Int
  private(set) var count = 0

  /// A list in memory for `capacity` candidates.
  init(_ candidates: UnsafeMutablePointer<NeighborCandidate>, capacity: Int) {
    self.candidates = candidates
    self.capacity = capacity
  }

  /// The last of a full list; a candidate that does not precede it is not a neighbour.
  @inline(__always)
  var worst: NeighborCandidate {
    count < capacity
      ? NeighborCandidate(squaredDistance: .infinity, index: .max) : candidates[capacity - 1]
  }

  subscript(_ position: Int) -> NeighborCandidate { candidates[position] }

  /// Inserts a candidate in order; the last one is dropped from a full list.
  ///
  /// - Returns: Whether it was near enough.
  @inline(__always)
  mutating func insert(_ candidate: NeighborCandidate) -> Bool {
    guard candidate.precedes(worst) else { return false }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if candidates[middle].precedes(candidate) { low = middle + 1 } else { high = middle }
    }
    if count < capacity { count += 1 }
    (candidates + low + 1).update(from: candidates + low, count: count - 1 - low)
    candidates[low] = candidate
    return true
  }
}
