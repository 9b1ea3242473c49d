package import Interchange

/// Where a model of another program comes from, and what was guessed about it.
package struct ModelOrigin: Sendable, Equatable, Codable {
  /// The format in words, such as `ONNX, opset 17`.
  package let format: String
  /// How the weights could be read, the best first: the first was chosen; empty where the file says it.
  package let ranking: [ForeignModel.Interpretation]
  /// What was guessed, skipped or cut, one sentence each.
  package let notes: [String]
  /// The layers of bare weights as they were read, in the format of a sidecar; `nil` where the file says them.
  package var sidecar: String?

  /// Creates an origin.
  package init(format: String, ranking: [ForeignModel.Interpretation] = [], notes: [String] = []) {
    (self.format, self.ranking, self.notes) = (format, ranking, notes)
  }
}
