/// The progress of a study.
package struct StudyProgress: Sendable, Equatable {
  /// The current stage, in a few words.
  package var stage: String
  /// The fraction done, 0 to 1.
  package var fraction: Double

  /// Creates a progress value.
  package init(stage: String, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}
