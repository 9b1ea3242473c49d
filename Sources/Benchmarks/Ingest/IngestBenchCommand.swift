import ArgumentParser

/// Measures how fast training logs are read.
struct IngestBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Measure how fast training logs are read.",
    discussion: """
      The logs are generated in the temporary directory (TMPDIR) and removed afterwards. Event files have one record for \
      each value; text logs have at most 24 series.
      """)

  @Option(help: "The size of every log, in millions of bytes.")
  var megabytes = 300

  @Option(help: "The number of series in the event file.")
  var series = 5000

  @Option(help: "Only one format: tensorboard, jsonl or csv.")
  var format: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(megabytes), (1...16_000).contains(series) else {
      throw ValidationError("expected 1 to 10000 megabytes and 1 to 16000 series")
    }
    guard format.map({ IngestLog.Format(rawValue: $0) != nil }) ?? true else {
      throw ValidationError("--format: expected tensorboard, jsonl or csv, found \(format ?? "")")
    }
  }

  func run() throws {
    let chosen = format.flatMap { IngestLog.Format(rawValue: $0) }
    try IngestBench(
      byteCount: megabytes * 1_000_000, seriesCount: series,
      formats: chosen.map { [$0] } ?? IngestLog.Format.allCases
    )
    .run().write(asJSON: json)
  }
}
