import Platform

/// How much time polling many runs may take: wall-clock time, which slow disks use up, and CPU time.
package struct LookBudget: Sendable {
  private let time: Duration
  private let processorTime: Duration

  /// Creates a budget.
  ///
  /// - Parameters:
  ///   - time: The wall-clock time.
  ///   - processorTime: The CPU time of the thread.
  package init(time: Duration, processorTime: Duration) {
    (self.time, self.processorTime) = (time, processorTime)
  }

  /// The rest of a budget.
  struct Meter {
    private let end: ContinuousClock.Instant
    private let processorEnd: Duration

    /// Starts the budget.
    init(_ budget: LookBudget, share: Double) {
      end = .now + budget.time * share
      processorEnd = Self.processorTime + budget.processorTime * share
    }

    /// Whether nothing is left.
    var isSpent: Bool { ContinuousClock.now >= end || Self.processorTime >= processorEnd }

    private static var processorTime: Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
  }
}
