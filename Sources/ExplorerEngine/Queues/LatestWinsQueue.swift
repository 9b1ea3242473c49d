import Dispatch
import Synchronization

/// A serial queue with one pending slot: work that has not started is replaced by newer work.
///
/// Running work may poll whether it is superseded and stop early; the receiver drops what it delivers
/// nevertheless.
final class LatestWinsQueue: Sendable {
  /// Work that may poll whether it is superseded.
  typealias Work = @Sendable (_ isSuperseded: @Sendable () -> Bool) -> Void

  private struct Place {
    var waiting: (number: UInt64, work: Work)?
    var isDraining = false
  }

  private let place = Mutex(Place())
  private let newest = Atomic<UInt64>(0)
  private let queue: DispatchQueue

  /// Creates a queue.
  ///
  /// - Parameters:
  ///   - label: The name of its thread.
  ///   - quality: The quality of service of its work.
  init(label: String, quality: DispatchQoS = .userInitiated) {
    queue = DispatchQueue(label: label, qos: quality)
  }

  /// Replaces the pending work, and marks the running work as superseded.
  func submit(_ work: @escaping Work) {
    let mustStart = place.withLock { place in
      let number = newest.wrappingAdd(1, ordering: .relaxed).newValue
      place.waiting = (number, work)
      defer { place.isDraining = true }
      return !place.isDraining
    }
    if mustStart { queue.async { self.drain() } }
  }

  /// Drops the pending work, and marks the running work as superseded.
  func cancelAll() {
    place.withLock { place in
      newest.wrappingAdd(1, ordering: .relaxed)
      place.waiting = nil
    }
  }

  private func drain() {
    while let (number, work) = takeWaiting() {
      work { newest.load(ordering: .relaxed) != number }
    }
  }

  private func takeWaiting() -> (number: UInt64, work: Work)? {
    place.withLock { place in
      defer { place.waiting = nil }
      if place.waiting == nil { place.isDraining = false }
      return place.waiting
    }
  }
}
