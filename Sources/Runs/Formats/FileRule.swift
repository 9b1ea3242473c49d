/// How a file is recognised as a run of one format.
struct FileRule: Sendable {
  /// The verdict on the beginning of a file.
  enum Verdict {
    /// The file has this format.
    case recognised
    /// It is not.
    case other
    /// It is undecided until more of it is read.
    case unclear
  }

  /// Whether a file of that name should be examined when the user did not name it.
  let mayBe: @Sendable (_ name: String) -> Bool
  /// Whether the verdict needs no hint by the name: only files of this format begin so.
  var needsNoName = false
  /// Judges the beginning of a file.
  let verdict: @Sendable (LogBeginning) -> Verdict
}
