/// How long-running work is followed and stopped from outside.
package struct WorkMonitor: Sendable {
  /// A stage of the work that precedes the first map.
  package enum Stage: String, Sendable, CaseIterable {
    /// The nearest neighbours are searched.
    case neighbors
    /// The width of every point's neighbourhood is found.
    case calibration
    /// Neighbourhoods are made symmetric.
    case symmetrization
  }

  /// Whether the work should stop; called by every worker, every few milliseconds.
  package var isCancelled: @Sendable () -> Bool
  /// Receives the stage and the fraction of it that is done, from 0 to 1; called by one worker at a time.
  package var progress: @Sendable (Stage, Double) -> Void

  /// Creates a monitor; without arguments, work runs to its end and progress is ignored.
  package init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Stage, Double) -> Void = { _, _ in }
  ) {
    self.isCancelled = isCancelled
    self.progress = progress
  }
}
