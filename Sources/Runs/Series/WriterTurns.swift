/// Which writers wrote the points of a series, and the meaning of a change of writer.
///
/// Writers are numbered in the order in which they started. One that repeats steps after all that was written before
/// is a restarted run; one that repeats them at the same time, or whose predecessor continues to write, is another
/// process of the same run, and all points belong together.
struct WriterTurns: Sendable {
  /// The meaning of a point from another writer than the one before.
  enum Verdict {
    /// Nothing is repeated.
    case goesOn
    /// The run was restarted at the step of the point.
    case restarts
    /// The newest restart was not one: its writer and this one write in parallel.
    case isParallel
    /// The point was written before the newest restart.
    case isSuperseded
  }

  /// The number of the writer of the newest point.
  private(set) var present: Int32 = 0
  /// Whether several write in parallel; what they repeat is then not evidence.
  private(set) var areParallel = false
  private var newestWriter: Int32 = -1
  /// When the newest writer began to repeat steps; NaN when it did not.
  private var restartTime = Double.nan

  /// Changes to a writer.
  ///
  /// - Parameters:
  ///   - writer: The writer.
  ///   - point: Its point.
  ///   - last: The point with the largest step so far.
  /// - Returns: The meaning of the change.
  mutating func take(
    _ writer: SeriesWriter, at point: SeriesPoint, behind last: SeriesPoint?
  ) -> Verdict {
    defer { present = writer.number }
    guard writer.number <= max(newestWriter, present) else {
      newestWriter = writer.number
      restartTime = .nan
      guard let last, point.step <= last.step, !areParallel else { return .goesOn }
      // Without times a later writer is one that started later.
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
