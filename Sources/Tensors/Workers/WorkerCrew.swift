import CWorkers
import Synchronization

/// The threads of a pool: they start with the first run and end with the crew.
final class WorkerCrew: Sendable {
  private enum Muster: Int, AtomicRepresentable {
    case pending, complete, failed
  }

  private let threadCount: Int
  private let barrier: WorkerBarrier
  private let isBusy = Atomic(false)
  private let muster = Atomic(Muster.pending)

  /// Creates a crew that will have `threadCount` threads.
  init(threadCount: Int) {
    self.threadCount = threadCount
    barrier = WorkerBarrier(workers: threadCount)
  }

  deinit { barrier.disband() }

  /// Runs `body` once on the caller, as worker 0, and once on every thread.
  ///
  /// - Returns: False, before anything ran, when another run uses the threads or the system provides none.
  func run(_ body: @Sendable (Int) -> Void) -> Bool {
    guard !isBusy.exchange(true, ordering: .acquiring) else { return false }
    defer { isBusy.store(false, ordering: .releasing) }
    guard isMustered() else { return false }
    lend(body, to: Unmanaged.passUnretained(barrier).toOpaque()) { barrier, body in
      Unmanaged<WorkerBarrier>.fromOpaque(barrier).takeUnretainedValue().run(body)
    }
    return true
  }

  /// Starts the threads if this is the first run.
  private func isMustered() -> Bool {
    guard muster.load(ordering: .relaxed) == .pending else {
      return muster.load(ordering: .relaxed) == .complete
    }
    let isComplete = (1...threadCount).allSatisfy { Recruit(barrier: barrier, worker: $0).start() }
    if !isComplete { barrier.disband() }
    muster.store(isComplete ? .complete : .failed, ordering: .relaxed)
    return isComplete
  }
}

/// The arguments of a new thread.
private final class Recruit: Sendable {
  private let barrier: WorkerBarrier
  private let worker: Int

  init(barrier: WorkerBarrier, worker: Int) {
    self.barrier = barrier
    self.worker = worker
  }

  /// Starts the thread; false when the system cannot create one.
  func start() -> Bool {
    let argument = Unmanaged.passRetained(self)
    let isStarted = cw_start_thread(
      { argument in
        guard let argument else { return }
        let recruit = Unmanaged<Recruit>.fromOpaque(argument).takeRetainedValue()
        recruit.barrier.serve(recruit.worker)
      }, argument.toOpaque())
    if !isStarted { argument.release() }
    return isStarted
  }
}

/// Calls `use` with the address of a closure, which is valid until the call returns.
///
/// The C side takes the two pointers of which a closure consists; anything written in Swift would first
/// copy the closure's captures to the heap.
@_silgen_name("cw_lend")
private func lend(
  _ body: @Sendable (Int) -> Void, to borrower: UnsafeMutableRawPointer,
  _ use: @convention(c) (UnsafeMutableRawPointer, OpaquePointer) -> Void)
