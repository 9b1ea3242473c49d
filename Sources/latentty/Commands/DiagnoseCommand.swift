import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Models

/// Measures which latent learnt which factor, and how well.
struct DiagnoseCommand: ParsableCommand {
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
  var samples = DiagnosisSettings.defaultSampleCount

  @Option(help: "The seed of fresh samples and of all draws.")
  var seed = DiagnosisSettings.defaultSeed

  @Flag(name: .customLong("no-cache"), help: "Measure anew, and keep nothing.")
  var isUncached = false

  func validate() throws {
    guard (1...10_000_000).contains(samples) else {
      throw ValidationError("--samples: expected a number from 1 to 10000000, found \(samples)")
    }
  }

  func run() throws {
    let settings = DiagnosisSettings(sampleCount: samples, seed: seed)
    let checkpoint = try ModelFormat.open(path: model)
    try checkpoint.require(Diagnose.needs, for: "diagnose", in: model)
    let data = try dataPath.map { try DataFile.open($0) }
    let work = try Diagnose(
      checkpoint, title: ModelTitle.of(model),
      samples: try DiagnosisSamples.best(for: checkpoint, data: data, settings: settings),
      settings: settings)
    let report = try measure(work)
    if json {
      if let problem = report.cacheProblem {
        // The document is that of the numbers alone.
        var display = ProgressDisplay(isPlain: true)
        display.print("not kept for the next time: \(problem)")
      }
      try StandardOutput.write(json: DiagnosisDocument(report.diagnosis))
    } else {
      try StandardOutput.write(lines: DiagnosisText(report).lines)
    }
  }

  private func measure(_ work: Diagnose) throws -> DiagnosisReport {
    let watched = WatchedWork()
    defer { watched.clear() }
    let cache = isUncached ? nil : CacheFolder.diagnoses.map { DiagnosisCache(folder: $0) }
    do {
      return try work.run(
        cache: cache, isCancelled: watched.isCancelled,
        progress: { watched.show($0.stage, $0.fraction) })
    } catch {
      guard error == .cancelled else { throw error }
      throw watched.exitCode
    }
  }
}

extension DiagnoseCommand: SingleThreadedPreparation {
  func prepare() { StopRequest.block() }
}
