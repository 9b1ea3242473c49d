/// How long work is followed and stopped from outside.
public struct WorkMonitor: Sendable {
  /// A stage of the work that precedes the first map.
  public enum Stage: String, Sendable, CaseIterable {
    /// The nearest neighbours are sought.
    case neighbors
    /// The width of every point's neighbourhood is found.
    case calibration
    /// Neighbourhoods are made symmetric.
    case symmetrization
  }

  /// Whether the work should stop; asked by every worker, every few milliseconds.
  public var isCancelled: @Sendable () -> Bool
  /// Told the stage and the share of it that is done, from 0 to 1, by one worker at a time.
  public var progress: @Sendable (Stage, Double) -> Void

  /// Creates a monitor; without arguments, work runs to its end unseen.
  public init(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Stage, Double) -> Void = { _, _ in }
  ) {
    self.isCancelled = isCancelled
    self.progress = progress
  }
}
