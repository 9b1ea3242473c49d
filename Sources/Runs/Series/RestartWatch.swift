/// A restart inferred from repeated steps alone, until the run has reached the end of what it superseded.
///
/// Validation rows that restart their count within an epoch repeat the first steps and then omit the others; a
/// restarted run passes through all of them.
struct RestartWatch: Sendable {
  /// The step where the run was restarted.
  let start: Double
  /// The largest step that was superseded.
  let end: Double
  /// The points of the series before the restart.
  let pointCount: Int

  /// Whether a step omits what a restart would have repeated.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - newest: The largest step since the restart.
  ///   - count: The points since the restart.
  ///   - leftOut: The superseded points between the two steps.
  /// - Returns: Whether they are too many for a restarted run.
  func isRefuted(by step: Double, after newest: Double, count: Int, leftOut: Int) -> Bool {
    guard step > end, newest < end, count > 1, leftOut > 1 else { return false }
    return step - newest > 2 * (newest - start) / Double(count - 1)
  }
}
