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
      Without --data the model is measured on fresh samples of its own simulator, or, where no simulator makes \
      such data, on the few samples in the checkpoint. Of a data set that the model was trained on, the test \
      split is measured. The numbers are kept and printed at once the next time; \
      equal models, samples and seeds give equal numbers.
      """)

  @Argument(help: "A model: written by train, or a decoder after docs/FORMATS.md.")
  var model: String

  @Option(
    name: .customLong("data"),
    help: "A data set to measure on: .safetensors, .npz or a table.")
  var dataPath: String?

  @Flag(help: "Print JSON: every metric under its key, null where there is none.")
  var json = false

  @Option(help: "The most samples to measure.")
  var samples = EvaluationSettings.defaultSampleCount

  @Option(help: "The seed of fresh samples and of all draws.")
  var seed = EvaluationSettings.defaultSeed

  @Flag(name: .customLong("no-cache"), help: "Measure anew, and keep nothing.")
  var isUncached = false

  func validate() throws {
    try ValidationError.check("--samples", samples, in: 1...10_000_000)
  }

  func run() throws {
    let settings = EvaluationSettings(sampleCount: samples, seed: seed)
    let checkpoint = try ModelFile.open(model, needs: Diagnose.needs, for: "diagnose")
    let data = try dataPath.map { try DataFile.open($0) }
    let work = try Diagnose(
      checkpoint, title: ModelTitle.of(model),
      samples: try EvaluationSamples.best(for: checkpoint, data: data, settings: settings),
      settings: settings)
    let report = try StudyRun(isCached: !isUncached).report(of: work)
    if json {
      StudyRun.warn(of: report.cacheProblem)
      try StandardOutput.write(json: DiagnosisDocument(report.result))
    } else {
      try StandardOutput.write(lines: DiagnosisText(report).lines)
    }
  }
}
