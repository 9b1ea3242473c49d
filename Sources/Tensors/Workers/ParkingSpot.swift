import CWorkers
import Dispatch
import Platform
import Synchronization

/// Where one thread waits for others: it spins for a while, then sleeps until it is woken.
///
/// One thread at a time may wait; any may wake it. Neither allocates.
final class ParkingSpot: Sendable {
  private let isOccupied = Atomic(false)
  private let semaphore = DispatchSemaphore(value: 0)
  private let isPatient: Bool

  /// Creates a spot.
  ///
  /// - Parameter isPatient: Whether spinning can pay off: only when the awaited thread has a core of its own.
  init(isPatient: Bool) { self.isPatient = isPatient }

  /// How long a thread spins before it sleeps, about the cost of a sleep and a wake-up, nanoseconds.
  private static let patience = 50_000
  /// The iterations between two reads of the clock, about a microsecond.
  private static let looks = 16

  /// Returns once `isOver` is true.
  ///
  /// - Parameter isOver: Must load with sequential consistency what the waking thread stores, also
  ///   with sequential consistency, before ``wake()``, because at least one of the two threads has to
  ///   see the other's store.
  @inline(__always)
  func wait(until isOver: () -> Bool) {
    if isPatient {
      let start = Self.nanoseconds()
      repeat {
        for _ in 0..<Self.looks {
          if isOver() { return }
          cw_pause()
        }
        // Where cores are scarce, the awaited thread may be the next one scheduled on this core.
        sched_yield()
      } while Self.nanoseconds() - start < Self.patience
    }
    while !isOver() {
      isOccupied.store(true, ordering: .sequentiallyConsistent)
      // If the mark is gone, a signal is on its way, which must not be left for the next wait.
      if isOver(), isOccupied.exchange(false, ordering: .sequentiallyConsistent) { return }
      semaphore.wait()
    }
  }

  /// Wakes the thread that sleeps here, if one does.
  func wake() {
    guard isOccupied.load(ordering: .sequentiallyConsistent),
      isOccupied.exchange(false, ordering: .sequentiallyConsistent)
    else { return }
    semaphore.signal()
  }

  private static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
