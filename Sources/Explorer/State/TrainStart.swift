/// The arguments with which the Train screen is started.
package struct TrainStart: Sendable, Equatable {
  /// Runs, logs, or folders of runs.
  package var paths: [String]
  /// Whether this process trains.
  package var isTraining: Bool

  /// Creates a start.
  package init(paths: [String], isTraining: Bool = false) {
    (self.paths, self.isTraining) = (paths, isTraining)
  }
}
