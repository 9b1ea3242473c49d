import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Models

/// Measures which latent learnt which factor, and how well.
struct DiagnoseCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnose",
    abstract: "Measure which latent of a model learnt which factor, and how well.",
    discussion: """
      Without --data the model is measured on fresh samples from its own simulator, or, if there is no simulator for \
      its data, on the few samples in the checkpoint. If --data is the data set that the model was trained on, its test \
      split is used. Results are cached; the same model, samples and seed always give the same numbers.
      """)

  @Argument(
    help:
      "The model: a checkpoint written by train, or a model of PyTorch, ONNX or Keras; see docs/FORMATS.md."
  )
  var model: String

  @Option(
    name: .customLong("data"),
    help: "The data set to measure on: arrays of any format, a table, a folder of pictures.")
  var dataPath: String?

  @OptionGroup var dataArguments: DataArguments

  @Flag(help: "Print JSON: every metric under its key, null if it is not available.")
  var json = false

  @Option(help: "The largest number of samples to measure.")
  var samples = EvaluationSettings.defaultSampleCount

  @Option(help: "The seed of simulated samples and of all draws.")
  var seed = EvaluationSettings.defaultSeed

  @Option(
    help: "The number of half-samples that the standard errors are found with; 0 for none.")
  var repeats = EvaluationSettings.defaultRepeatCount

  @Flag(name: .customLong("no-cache"), help: "Neither read nor write the cache.")
  var isUncached = false

  func validate() throws {
    try ValidationError.check("--samples", samples, in: 1...10_000_000)
    guard repeats == 0 || (2...10_000).contains(repeats) else {
      throw ValidationError("--repeats: expected 0 or a number from 2 to 10000, found \(repeats)")
    }
  }

  func run() throws {
    let settings = EvaluationSettings(
      sampleCount: samples, seed: seed, repeatCount: repeats)
    let checkpoint = try ModelFile.open(model, needs: Diagnose.needs, for: "diagnose")
    let data = try dataPath.map { try DataFile.open($0, dataArguments.options) }
    let work = try Diagnose(
      checkpoint, title: ModelSource.title(of: model),
      samples: try EvaluationSamples.best(for: checkpoint, data: data, settings: settings),
      settings: settings)
    let report = try StudyRun(isCached: !isUncached).report(of: work)
    if json {
      StudyRun.warn(of: report.cacheProblem)
      try StandardOutput.write(json: DiagnosisDocument(report.result))
    } else {
      try StandardOutput.write(lines: DiagnosisText(report, roles: checkpoint.roles).lines)
    }
  }
}
