/// What a named column of a log is: the step, the time, or a figure.
enum ColumnRole: Sendable, Equatable {
  /// Counts what has been done; of several, the one with the lowest rank is the step.
  case step(rank: Int)
  /// The wall time in unix seconds.
  case time
  /// A figure.
  case value

  /// Names of steps, most exact first: what counts optimiser steps comes before what counts epochs.
  private static let stepNames = [
    "step", "global_step", "_step", "trainer/global_step", "num_updates", "iteration",
    "iterations", "iter", "timestep", "timesteps", "total_timesteps", "batch", "epoch", "epochs",
  ]
  private static let timeNames: Set = [
    "time", "wall_time", "walltime", "wall time", "timestamp", "_timestamp", "unix_time",
  ]

  init(name: String) {
    let name = name.lowercased()
    if let rank = Self.stepNames.firstIndex(of: name) {
      self = .step(rank: rank)
    } else {
      self = Self.timeNames.contains(name) ? .time : .value
    }
  }

  /// Whether the column names a step.
  var isStep: Bool { if case .step = self { true } else { false } }
}

/// A wall time as unix seconds: milliseconds, as some loggers have them, become seconds.
func unixSeconds(_ time: Double) -> Double {
  time > 1e11 ? time / 1000 : time
}
