/// Reads the `meta.yaml` of an MLflow run: its name and whether it has ended.
struct MLflowDescriptionDecoder: LogDecoder {
  let file: String

  var isDocument: Bool { true }

  /// The statuses of a run that has ended, by number and by name (`RunStatus` of MLflow).
  private static let endStatuses: Set = ["3", "4", "5", "FINISHED", "FAILED", "KILLED"]

  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isEnd: Bool, into log: inout RunLog
  ) -> Int {
    guard isEnd else { return 0 }
    for line in bytes.split(separator: 0x0A) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = Self.unquoted(parts[1])
      switch parts[0] {
      case "run_name" where !value.isEmpty: log.title = value
      case "status": log.hasEnded = Self.endStatuses.contains(value)
      default: break
      }
    }
    return bytes.count
  }

  /// A value of YAML on one line, without the spaces and quotes around it.
  private static func unquoted(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    guard let quote = text.first, quote == "'" || quote == "\"", text.count > 1,
      text.last == quote
    else { return text == "null" ? "" : String(text) }
    return String(text.dropFirst().dropLast())
  }
}
