/// Who wrote the points of a series, and what it means that another writes now.
///
/// Writers are numbered in the order in which they began. One that repeats steps after all that was written before is a
/// run that was started again; one that repeats them meanwhile, or whose predecessor writes on, is another process of
/// the same run, and all points belong together.
struct WriterTurns: Sendable {
  /// What a point of another writer than the one before means.
  enum Verdict {
    /// Nothing is repeated.
    case goesOn
    /// The run was started again at the step of the point.
    case restarts
    /// The newest restart was none: its writer and this one write side by side.
    case isParallel
    /// The point was written before the newest restart.
    case isSuperseded
  }

  /// The number of the writer of the newest point.
  private(set) var present: Int32 = 0
  /// Whether several write side by side; what they repeat is no evidence of anything then.
  private(set) var areParallel = false
  private var newestWriter: Int32 = -1
  /// When the newest writer began to repeat steps; NaN when it did not.
  private var restartTime = Double.nan

  /// Gives the turn to a writer.
  ///
  /// - Parameters:
  ///   - writer: Whose turn it is.
  ///   - point: Its point.
  ///   - last: The point with the largest step so far.
  mutating func take(
    _ writer: SeriesWriter, at point: SeriesPoint, behind last: SeriesPoint?
  ) -> Verdict {
    defer { present = writer.number }
    guard writer.number <= max(newestWriter, present) else {
      newestWriter = writer.number
      restartTime = .nan
      guard let last, point.step <= last.step, !areParallel else { return .goesOn }
      // Without times a later writer is one that began later.
      guard !(point.time <= last.time) else {
        areParallel = true
        return .goesOn
      }
      restartTime = point.time
      return .restarts
    }
    guard writer.number != newestWriter else { return .goesOn }
    if restartTime.isNaN {
      areParallel = true
      return .goesOn
    }
    if point.time > restartTime {
      (areParallel, restartTime) = (true, .nan)
      return .isParallel
    }
    return .isSuperseded
  }
}
