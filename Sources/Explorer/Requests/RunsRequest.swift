package import Runs

/// Requests runs, and the curves to read of them.
package struct RunsRequest: Sendable, Equatable {
  /// Runs, logs, or folders of runs.
  package var paths: [String]
  /// The curves to read.
  package var wish: RunsWish
  /// Whether to keep watching; otherwise the last state is reported.
  package var isFollowed: Bool

  /// Creates a request.
  package init(paths: [String], wish: RunsWish = RunsWish(), isFollowed: Bool = true) {
    (self.paths, self.wish, self.isFollowed) = (paths, wish, isFollowed)
  }
}

/// The state of training in this process, as far as its log does not contain it.
package enum TrainingReport: Sendable, Equatable {
  /// The samples are being prepared; the associated value describes the stage.
  case preparing(String)
  /// Training is running.
  case running
  /// A problem with the run's files, or its end, in one line; training continues.
  case notice(String, isTrouble: Bool)
  /// Training has ended; how, in one line.
  case ended(String, isFailure: Bool)
}
