import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Models

/// Tells how well a model's scores set anomalous samples apart from normal ones.
struct AnomalyCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anomaly",
    abstract: "Measure how well anomaly scores of a model separate anomalous from normal samples.",
    discussion: """
      Anomalous samples come from --data, from the model's own simulator with the settings of --set, or, without \
      either, from all anomalous sets that belong to that simulator. Normal samples come from --reference, from the \
      simulator with seeds that training did not use, or from the gallery in the checkpoint. AUROC is two-sided: the \
      larger of A and 1 - A, where A is the probability that an anomalous sample scores higher than a normal one, \
      because anomalies that are simpler than the training data score lower. Results are cached.
      """)

  @Argument(
    help:
      "The model: a checkpoint written by train, or a model of PyTorch, ONNX or Keras; see docs/FORMATS.md."
  )
  var model: String

  @Option(
    name: .customLong("data"),
    help:
      "A file of possibly anomalous samples, of any format of data; can be repeated.")
  var dataPaths: [String] = []

  @Option(
    name: .customLong("set"),
    help:
      "Simulate anomalous samples with this setting changed, key=value; several --set make one set."
  )
  var changes: [String] = []

  @Option(
    name: .customLong("reference"), help: "A file of normal samples, of any format of data."
  )
  var referencePath: String?

  @OptionGroup var dataArguments: DataArguments

  @Option(help: "The largest number of samples per set.")
  var count = AnomalySettings.defaultSampleCount

  @Option(help: "The number of posterior draws K in the importance-sampled -log p(x).")
  var samples = AnomalySettings.defaultDrawCount

  @Option(help: "The seed of simulated samples and of all draws.")
  var seed = AnomalySettings.defaultSeed

  @Option(help: "How many of the most unusual samples to list per set, up to 20.")
  var worst = 3

  @Flag(name: .customLong("by-factor"), help: "Also print the AUROC for every value of a factor.")
  var isByFactor = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(name: .customLong("no-cache"), help: "Neither read nor write the cache.")
  var isUncached = false

  func validate() throws {
    try ValidationError.check("--count", count, in: 2...1_000_000)
    try ValidationError.check("--samples", samples, in: 1...100_000)
    try ValidationError.check("--worst", worst, in: 0...20)
    _ = try parsedChanges()
  }

  func run() throws {
    let settings = AnomalySettings(sampleCount: count, drawCount: samples, seed: seed)
    let checkpoint = try ModelFile.open(model, needs: AnomalyDetection.needs, for: "anomaly")
    let files = try dataPaths.map { try DataFile.open($0, dataArguments.options) }
    let reference = try referencePath.map {
      try DataFile.open($0, dataArguments.options)
    }
    let work = AnomalyDetection(
      checkpoint, title: ModelSource.title(of: model),
      plan: try AnomalyPlan(
        for: checkpoint, files: files, changes: try parsedChanges(), reference: reference,
        settings: settings),
      settings: settings)
    let report = try StudyRun(isCached: !isUncached).report(of: work)
    if json {
      StudyRun.warn(of: report.cacheProblem)
      try StandardOutput.write(json: AnomalyDocument(report.result))
    } else {
      let text = AnomalyText(report, isByFactor: isByFactor, worstCount: worst)
      try StandardOutput.write(lines: text.lines)
    }
  }

  private func parsedChanges() throws -> [AnomalousSet.Change] {
    try changes.map { change in
      let parts = change.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw ValidationError("--set \(change): expected key=value")
      }
      return AnomalousSet.Change(key: String(parts[0]), value: String(parts[1]))
    }
  }
}
