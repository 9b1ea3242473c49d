import CWorkers
import Synchronization

/// What the threads of a pool share: the body of the current round, who has begun it and how many are left.
///
/// A round begins when the round number changes and is over when no part remains. When the caller has
/// finished its own part, it does not wait for threads that are still asleep or without a core: it takes
/// over their parts. Threads hold a reference to the barrier and not to the crew, so that they can be told
/// when the crew is deallocated.
final class WorkerBarrier: Sendable {
  private let round = Atomic(0)
  /// The address of the lent body; zero ends the workers.
  private let loan = Atomic<UInt>(0)
  private let remaining = Atomic(0)
  private let caller: ParkingSpot
  private let seats: [Seat]

  /// Where a thread waits, and the last round of which its part was begun.
  private final class Seat: Sendable {
    let spot: ParkingSpot
    private let begun = Atomic(0)

    init(isPatient: Bool) { spot = ParkingSpot(isPatient: isPatient) }

    /// Claims the part in a round, unless it has been claimed.
    ///
    /// Every part of every round is claimed before the round is over, so this fails in a round that is over.
    func take(_ round: Int) -> Bool {
      begun.compareExchange(
        expected: round - 1, desired: round, ordering: .sequentiallyConsistent
      ).exchanged
    }
  }

  /// Creates the barrier of a caller and `workers` threads.
  init(workers: Int) {
    let isPatient = workers < WorkerTeam.processorCount
    caller = ParkingSpot(isPatient: isPatient)
    seats = (0..<workers).map { _ in Seat(isPatient: isPatient) }
  }

  /// Runs a lent body once for every thread and, as worker 0, for the caller.
  func run(_ body: OpaquePointer) {
    remaining.store(seats.count, ordering: .relaxed)
    let number = begin(UInt(bitPattern: body))
    cw_call(body, 0)
    for (index, seat) in seats.enumerated() where seat.take(number) {
      cw_call(body, index + 1)
      remaining.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    }
    caller.wait { remaining.load(ordering: .sequentiallyConsistent) == 0 }
  }

  /// Lets all threads return from ``serve(_:)``, without waiting for it.
  func disband() { _ = begin(0) }

  private func begin(_ address: UInt) -> Int {
    loan.store(address, ordering: .relaxed)
    let number = round.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
    for seat in seats { seat.spot.wake() }
    return number
  }

  /// Does the part of `worker`, from 1, in all rounds to come.
  func serve(_ worker: Int) {
    let seat = seats[worker - 1]
    var seen = 0
    while true {
      seat.spot.wait { round.load(ordering: .sequentiallyConsistent) != seen }
      seen = round.load(ordering: .sequentiallyConsistent)
      guard seat.take(seen) else { continue }
      guard let body = OpaquePointer(bitPattern: loan.load(ordering: .relaxed)) else { return }
      cw_call(body, worker)
      if remaining.wrappingSubtract(1, ordering: .sequentiallyConsistent).newValue == 0 {
        caller.wake()
      }
    }
  }
}
