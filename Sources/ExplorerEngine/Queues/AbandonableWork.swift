import Dispatch
import Synchronization

/// Work that may never return, such as a read from a file system that does not respond.
///
/// It runs on its own thread. When it is superseded or times out the caller continues and abandons the thread
/// to the system call in which it hangs; at most ``limit`` threads are abandoned at a time.
enum AbandonableWork {
  /// The timeout.
  static let patience = Duration.seconds(10)
  /// The largest number of hanging threads.
  static let limit = 8

  private static let running = Atomic<Int>(0)
  /// The interval at which the caller polls whether the result is still needed.
  private static let glance = DispatchTimeInterval.milliseconds(20)

  /// Why there is no result.
  enum Fault: Error, CustomStringConvertible {
    /// The work timed out.
    case noAnswer
    /// Too many threads are hanging already.
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
  ///   - isSuperseded: Whether the result is no longer needed.
  ///   - body: The work; it may poll whether it was abandoned.
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
