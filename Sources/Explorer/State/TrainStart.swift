/// What the Train screen is started with.
public struct TrainStart: Sendable, Equatable {
  /// Runs, logs, or folders of runs.
  public var paths: [String]
  /// Whether this process trains.
  public var isTraining: Bool

  /// Creates a start.
  public init(paths: [String], isTraining: Bool = false) {
    (self.paths, self.isTraining) = (paths, isTraining)
  }
}
