/// How a file is recognised as a run of one kind.
struct FileRule: Sendable {
  /// What the beginning of a file tells.
  enum Verdict {
    /// The file is of this kind.
    case recognised
    /// It is not.
    case other
    /// It cannot be told before more of it is seen.
    case unclear
  }

  /// Whether a file of that name is worth a look when nobody named it.
  let mayBe: @Sendable (_ name: String) -> Bool
  /// Judges the beginning of a file.
  let verdict: @Sendable (LogBeginning) -> Verdict
}
