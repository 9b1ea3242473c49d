import Synchronization

/// Assigns pieces of work to idle workers of a thread pool; only for work whose result does not depend on the worker.
final class WorkCounter: Sendable {
  private let total: Int
  private let chunk: Int
  private let next = Atomic<Int>(0)

  /// Prepares to assign `0..<total` in ranges of `chunk`.
  init(total: Int, chunk: Int = 1) {
    precondition(total >= 0 && chunk >= 1, "WorkCounter: \(total) in chunks of \(chunk)")
    self.total = total
    self.chunk = chunk
  }

  /// The next range, `nil` when all are taken.
  func take() -> Range<Int>? {
    let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
    return start < total ? start..<min(start + chunk, total) : nil
  }

  /// The fraction of the work that has been assigned.
  var share: Double {
    total == 0 ? 1 : min(1, Double(next.load(ordering: .relaxed)) / Double(total))
  }
}
