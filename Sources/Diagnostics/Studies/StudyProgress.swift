/// How far a study is.
package struct StudyProgress: Sendable, Equatable {
  /// What is being done, in a few words.
  package var stage: String
  /// The share that is done, 0 to 1.
  package var fraction: Double

  /// Creates a report.
  package init(stage: String, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}
