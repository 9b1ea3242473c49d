import Dispatch
import Synchronization

/// Work that may never come back, as on a file system that does not answer.
///
/// It runs on a thread of its own. Who waits for it goes on when it is superseded or takes too long, and leaves the thread to the
/// system call in which it hangs; no more than ``limit`` threads are left so.
enum AbandonableWork {
  /// How long work may take.
  static let patience = Duration.seconds(10)
  /// So many threads may hang at a time.
  static let limit = 8

  private static let running = Atomic<Int>(0)
  /// How often the waiting thread looks whether anybody still waits for the result.
  private static let glance = DispatchTimeInterval.milliseconds(20)

  /// Why there is no result.
  enum Fault: Error, CustomStringConvertible {
    /// The work took too long.
    case noAnswer
    /// Too much work hangs already.
    case tooMany

    var description: String {
      switch self {
      case .noAnswer: "expected an answer from the file system within \(patience), found none"
      case .tooMany: "expected an answer from the file system, found \(limit) calls without one"
      }
    }
  }

  private final class Place<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
    let isAbandoned = Atomic<Bool>(false)
    let done = DispatchSemaphore(value: 0)
  }

  /// Runs work and waits for its result.
  ///
  /// - Parameters:
  ///   - isSuperseded: Whether nobody waits for it any more.
  ///   - body: The work; it may ask whether it was abandoned.
  /// - Returns: The result; `nil` when it was superseded.
  /// - Throws: ``Fault``.
  static func result<Value: Sendable>(
    isSuperseded: @Sendable () -> Bool,
    _ body: @escaping @Sendable (_ isAbandoned: @Sendable () -> Bool) -> Value
  ) throws(Fault) -> Value? {
    guard running.load(ordering: .relaxed) < limit else { throw .tooMany }
    let place = Place<Value>()
    running.wrappingAdd(1, ordering: .relaxed)
    DispatchQueue(label: "explorer.files", qos: .userInitiated).async {
      let value = body { place.isAbandoned.load(ordering: .relaxed) }
      place.value.withLock { $0 = value }
      running.wrappingSubtract(1, ordering: .relaxed)
      place.done.signal()
    }
    let start = ContinuousClock.now
    while place.done.wait(timeout: .now() + glance) == .timedOut {
      let isLate = ContinuousClock.now - start > patience
      guard isLate || isSuperseded() else { continue }
      place.isAbandoned.store(true, ordering: .relaxed)
      if isLate { throw .noAnswer }
      return nil
    }
    return place.value.withLock { $0 }
  }
}
