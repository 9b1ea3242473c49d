/// What the names of files say.
enum LogFileName {
  /// Endings of files that are logs more often than not.
  static let strongEndings = [".jsonl", ".ndjson", ".csv", ".tsv", ".log"]
  /// Endings of files that are often something else.
  static let weakEndings = [".json", ".txt", ".out"]

  private static let logWords: Set = [
    "log", "logs", "metric", "metrics", "history", "progress", "train", "training", "trainer",
    "loss", "losses", "scalars", "result", "results", "events",
  ]

  /// Whether a name ends like that of a log.
  static func hasStrongEnding(_ name: String) -> Bool {
    strongEndings.contains { name.hasSuffix($0) }
  }

  /// Whether a name ends like that of a table and nothing else.
  static func isOfTable(_ name: String) -> Bool { name.hasSuffix(".csv") || name.hasSuffix(".tsv") }

  /// Whether a name ends like that of a log, or of other texts.
  static func isOfText(_ name: String) -> Bool {
    hasStrongEnding(name) || weakEndings.contains { name.hasSuffix($0) }
  }

  /// Whether a file only repeats what another file beside it holds, as some writers do.
  static func isCopy(_ name: String, beside names: Set<String>) -> Bool {
    switch name {
    case "result.json", "progress.json": names.contains("progress.csv")
    default:
      names.contains("scalars.json") && name.hasSuffix(".json")
        && SeriesNaming.words(name).dropLast().allSatisfy { Int($0, radix: 10) != nil }
    }
  }

  /// Whether a word of the name says that the file tells of training.
  static func saysLog(_ name: String) -> Bool {
    SeriesNaming.words(name).contains { logWords.contains($0) }
  }
}
