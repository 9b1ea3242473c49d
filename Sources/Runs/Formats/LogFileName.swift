/// The meaning of file names.
enum LogFileName {
  /// Extensions of files that usually are logs.
  static let strongEndings = [".jsonl", ".ndjson", ".csv", ".tsv", ".log"]
  /// Extensions of files that often are something else.
  static let weakEndings = [".json", ".txt", ".out"]

  private static let logWords: Set = [
    "log", "logs", "metric", "metrics", "history", "progress", "train", "training", "trainer",
    "loss", "losses", "scalars", "result", "results", "events",
  ]

  /// Whether a name has the extension of a log.
  static func hasStrongEnding(_ name: String) -> Bool {
    strongEndings.contains { name.hasSuffix($0) }
  }

  /// Whether a name has the extension of a table.
  static func isOfTable(_ name: String) -> Bool { name.hasSuffix(".csv") || name.hasSuffix(".tsv") }

  /// Whether a name has the extension of a log, or of other texts.
  static func isOfText(_ name: String) -> Bool {
    hasStrongEnding(name) || weakEndings.contains { name.hasSuffix($0) }
  }

  /// Whether a file is only a copy of another one beside it, as some writers create.
  static func isCopy(_ name: String, beside names: Set<String>) -> Bool {
    switch name {
    case "result.json", "progress.json": names.contains("progress.csv")
    default:
      names.contains("scalars.json") && name.hasSuffix(".json")
        && SeriesNaming.words(name).dropLast().allSatisfy { Int($0, radix: 10) != nil }
    }
  }

  /// Whether a word of the name says that the file is about training.
  static func saysLog(_ name: String) -> Bool {
    SeriesNaming.words(name).contains { logWords.contains($0) }
  }
}
