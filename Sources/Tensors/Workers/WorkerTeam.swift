import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A team of workers that run the same body side by side; the caller is worker 0.
///
/// `DispatchQueue.concurrentPerform` is the team: it keeps its threads parked between runs and the
/// caller takes part, so a run costs about as much as a barrier.
public struct WorkerTeam: Sendable {
  /// The number of workers, at least one.
  public let count: Int

  /// Creates a team.
  ///
  /// - Parameter count: The number of workers; every active processor when `nil`.
  public init(count: Int? = nil) {
    let count = count ?? Self.processorCount
    precondition(count >= 1, "WorkerTeam: \(count) workers")
    self.count = count
  }

  /// The number of processors that this process may use.
  public static var processorCount: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Runs `body` once per worker, and returns when all are done.
  public func run(_ body: @Sendable (_ worker: Int) -> Void) {
    guard count > 1 else { return body(0) }
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
  }

  /// The rows that `worker` owns when `rowCount` rows are dealt out in contiguous, nearly equal runs.
  public func rows(of worker: Int, in rowCount: Int) -> Range<Int> {
    rowCount * worker / count..<rowCount * (worker + 1) / count
  }
}
