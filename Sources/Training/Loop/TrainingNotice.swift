/// What a trainer reports while it runs: the likelihood does not suit the scale of the samples, or one of the
/// run's files cannot be written, or can again.
///
/// Each problem is reported once when it begins, and once when it is over.
package enum TrainingNotice: Sendable, Equatable, CustomStringConvertible {
  /// The variance of the Gaussian likelihood does not suit the range of the network's targets; `suited`
  /// would.
  case unsuitedVariance(Double, range: ClosedRange<Float>, suited: Double)
  /// The variance of the Gaussian likelihood of roots of counts is not theirs, which is `suited`.
  case unsuitedCountVariance(Double, suited: Double)
  /// A checkpoint could not be written; it is retried at the next interval.
  case checkpointFailed(reason: String)
  /// A checkpoint was written after one or more that could not be.
  case checkpointWritten(path: String, step: Int)
  /// Lines of a log could not be written.
  case logFailed(reason: String)
  /// A log can be written again; the lost lines are missing.
  case logWritten(path: String, lostCount: Int)
  /// The log was deleted or moved, and has been written anew with all of its lines.
  case logRestored(path: String)
  /// Another file has taken the log's place; writing continues in it.
  case logReplaced(path: String, step: Int)
  /// A TensorBoard event file was deleted, moved or replaced; writing continues in a new one.
  case eventFileRenewed(path: String, newPath: String)
  /// The run's folder was deleted, moved or replaced, and cannot be created anew.
  case folderLost(reason: String)
  /// The run's folder was deleted or moved, and has been created anew.
  case folderRestored(path: String)
  /// The run's folder is back at its path.
  case folderBack(path: String)
  /// The number of lines of a log that this process lost in all.
  case linesLost(path: String, count: Int)

  /// Whether this reports a problem rather than its end.
  package var isTrouble: Bool {
    switch self {
    case .unsuitedVariance, .unsuitedCountVariance, .checkpointWritten, .logWritten, .folderBack:
      false
    case .checkpointFailed, .logFailed, .logRestored, .logReplaced,
      .eventFileRenewed, .folderLost,
      .folderRestored, .linesLost:
      true
    }
  }

  /// The notice in one line.
  package var description: String {
    switch self {
    case .unsuitedVariance(let variance, let range, let suited):
      "objective.variance = \(suited) suits samples from \(range.lowerBound) to \(range.upperBound), or divide them "
        + "by \(range.upperBound); with \(variance) "
        + (variance < suited
          ? "the loss is huge and the prior has no effect"
          : "they are all within the noise")
    case .unsuitedCountVariance(let variance, let suited):
      "objective.variance = \(suited) is the noise of counts with the pixels anscombe; \(variance) says that it is "
        + (variance < suited ? "smaller" : "larger")
    case .checkpointFailed(let reason):
      "\(reason); training continues, and the next checkpoint tries again"
    case .checkpointWritten(let path, let step): "\(path): written again, at step \(step)"
    case .logFailed(let reason): "\(reason); training continues without these lines"
    case .logWritten(let path, let count): "\(path): written again, without \(Self.lines(count))"
    case .logRestored(let path): "\(path): deleted or moved; created again with all of its lines"
    case .logReplaced(let path, let step):
      "\(path): replaced by another file, which continues from step \(step)"
    case .eventFileRenewed(let path, let newPath):
      "\(path): deleted, moved or replaced; \(newPath) continues it"
    case .folderLost(let reason):
      "\(reason); the run's folder was deleted, moved or replaced, and training continues without it"
    case .folderRestored(let path): "\(path): deleted or moved; the run's folder is created again"
    case .folderBack(let path): "\(path): the run's folder is back"
    case .linesLost(let path, let count): "\(path): \(Self.lines(count)) could not be written"
    }
  }

  private static func lines(_ count: Int) -> String { count == 1 ? "1 line" : "\(count) lines" }
}
