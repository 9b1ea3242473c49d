/// A restart that was told from repeated steps alone, until it has come as far as what it superseded.
///
/// Rows of validation that count anew within an epoch repeat the first steps and then leave the others out; a run that
/// was started again passes through them.
struct RestartWatch: Sendable {
  /// Where the run was started again.
  let start: Double
  /// The largest step that was superseded.
  let end: Double
  /// The points of the series before the restart.
  let pointCount: Int

  /// Whether a step leaves out what a restart would have repeated.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - newest: The largest step since the restart.
  ///   - count: The points since the restart.
  ///   - leftOut: The superseded points between the two steps.
  /// - Returns: Whether they are too many for a run that was started again.
  func isRefuted(by step: Double, after newest: Double, count: Int, leftOut: Int) -> Bool {
    guard step > end, newest < end, count > 1, leftOut > 1 else { return false }
    return step - newest > 2 * (newest - start) / Double(count - 1)
  }
}
