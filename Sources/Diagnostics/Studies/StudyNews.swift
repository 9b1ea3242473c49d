/// What a running study reports.
package enum StudyNews<Result: StudyResult>: Sendable, Equatable {
  /// How far it is.
  case progress(StudyProgress)
  /// The result without what takes longer.
  case preview(Result)
}
