package import Runs

/// Which runs are looked at, and what of them is drawn.
package struct RunsRequest: Sendable, Equatable {
  /// Runs, logs, or folders of runs.
  package var paths: [String]
  /// What is drawn.
  package var wish: RunsWish
  /// Whether to look again and again; otherwise what was read last is told.
  package var isFollowed: Bool

  /// Creates a request.
  package init(paths: [String], wish: RunsWish = RunsWish(), isFollowed: Bool = true) {
    (self.paths, self.wish, self.isFollowed) = (paths, wish, isFollowed)
  }
}

/// What training in this process does, as far as its log does not tell.
package enum TrainingReport: Sendable, Equatable {
  /// The samples are being made; what is done, in a few words.
  case preparing(String)
  /// Steps are being taken.
  case running
  /// Something is amiss with the run's files, or mended, and training goes on; in one line.
  case notice(String, isTrouble: Bool)
  /// Training has ended; how, in one line.
  case ended(String, isFailure: Bool)
}
