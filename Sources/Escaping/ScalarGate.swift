/// Examines the scalars of a text in order and decides which may be shown as they are.
struct ScalarGate {
  /// The largest number of marks on one character; more of them would overlap the lines above and below.
  static let markLimit = 4

  private var carriesMarks = false
  private var markCount = 0

  /// Whether the next scalar may be shown.
  mutating func admits(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isForbidden {
      carriesMarks = false
      return false
    }
    guard scalar.isMark else {
      (carriesMarks, markCount) = (scalar.carriesMarks, 0)
      return true
    }
    guard carriesMarks, markCount < Self.markLimit else { return false }
    markCount += 1
    return true
  }
}
