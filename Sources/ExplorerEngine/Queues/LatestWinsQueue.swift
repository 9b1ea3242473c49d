import Dispatch
import Synchronization

/// A serial queue with one waiting place: work not yet begun gives way to newer work.
///
/// Work under way sees itself superseded by polling and may stop early; what it delivers nevertheless is
/// the receiver's to drop.
final class LatestWinsQueue: Sendable {
  /// Work that may ask whether anybody still wants it.
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
  ///   - quality: How urgent its work is.
  init(label: String, quality: DispatchQoS = .userInitiated) {
    queue = DispatchQueue(label: label, qos: quality)
  }

  /// Replaces what waits, and tells what runs that it is superseded.
  func submit(_ work: @escaping Work) {
    let mustStart = place.withLock { place in
      let number = newest.wrappingAdd(1, ordering: .relaxed).newValue
      place.waiting = (number, work)
      defer { place.isDraining = true }
      return !place.isDraining
    }
    if mustStart { queue.async { self.drain() } }
  }

  /// Forgets what waits, and tells what runs that it is superseded.
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
