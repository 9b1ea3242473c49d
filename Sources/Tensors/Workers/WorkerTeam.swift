import Platform

/// A thread pool whose workers run the same body in parallel; the caller is worker 0.
///
/// The others are threads of the pool, which start with its first run and end with its last copy. Between runs
/// they spin for some microseconds and then sleep, so that an idle pool costs nothing. They inherit the signal
/// mask of the thread that runs the pool first. A run allocates nothing and takes no lock.
package struct WorkerTeam: Sendable {
  /// The number of workers, at least one.
  package let count: Int
  private let crew: WorkerCrew?

  /// Creates a pool.
  ///
  /// - Parameter count: The number of workers; one per active processor when `nil`.
  package init(count: Int? = nil) {
    let count = count ?? Self.processorCount
    precondition(count >= 1, "WorkerTeam: \(count) workers")
    self.count = count
    crew = count > 1 ? WorkerCrew(threadCount: count - 1) : nil
  }

  /// The number of processors that this process may use.
  package static var processorCount: Int {
    max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }

  /// Runs `body` once per worker, and returns when all are done.
  ///
  /// Workers that have not begun when the caller is done with its own part are run by the caller. It runs all
  /// of them when the threads are in use, by a run of another thread or by an enclosing run, or when the
  /// system has no threads left. So a body must not wait for other workers.
  package func run(_ body: @Sendable (_ worker: Int) -> Void) {
    if let crew, crew.run(body) { return }
    for worker in 0..<count { body(worker) }
  }

  /// The rows that `worker` owns when `rowCount` rows are divided into contiguous, nearly equal ranges.
  package func rows(of worker: Int, in rowCount: Int) -> Range<Int> {
    rowCount * worker / count..<rowCount * (worker + 1) / count
  }
}
