/// Whether a series has a point at a step.
enum StepEvidence: Sendable {
  /// It has none.
  case none
  /// It may be one of those that were merged.
  case possible
  /// It has one.
  case certain
}
