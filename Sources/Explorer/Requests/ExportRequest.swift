package import Diagnostics

/// Writes the result of a study, one file for each of its documents, under a stem that gets a number where it is taken.
package struct ExportRequest<Result: StudyResult>: FileRequest {
  /// The name of the files without extension.
  package var stem: String
  /// The result.
  package var result: Result

  /// Creates a request.
  package init(stem: String, _ result: Result) {
    (self.stem, self.result) = (stem, result)
  }

  /// The kind of this request.
  package static var kind: RequestKind { RequestKind("export \(Result.self)") }
}
