/// Whether the first rows of a file confirm that its step counts anything.
///
/// Only rows whose first figure had a value before are considered. A name that always is a step is accepted as soon
/// as it grows once; one that may be something else, such as `t`, must grow in most of the first rows.
struct StepTrial: Sendable {
  enum Verdict {
    case open, counts, doesNotCount
  }

  /// Whether the verdict is final.
  private(set) var isOver = false
  private var (grown, failed) = (0, 0)

  /// The rows without growth that are needed to reject a step.
  private static let failureMinimum = 3
  /// The most rows that are considered for a name that may be something else.
  private static let rowLimit = 32

  /// Evaluates a row.
  ///
  /// - Parameters:
  ///   - step: Its step.
  ///   - before: The step at which its first figure had a value before.
  ///   - isUncertain: Whether the name may be that of something else.
  /// - Returns: The verdict so far.
  mutating func see(_ step: Double, after before: Double, isUncertain: Bool) -> Verdict {
    if step > before {
      grown += 1
    } else if step == before || isUncertain {
      failed += 1
    }
    let isDenied = failed >= Self.failureMinimum && (isUncertain ? failed >= grown : grown == 0)
    if isDenied {
      isOver = true
      return .doesNotCount
    }
    isOver = isUncertain ? grown + failed >= Self.rowLimit : grown > 0
    return isOver ? .counts : .open
  }
}
