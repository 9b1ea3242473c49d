import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Interchange
import Models
import Storage
import Tensors

/// Makes a checkpoint of a model of another program, with what the user's data tell of its latents.
struct ImportCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import a model of PyTorch, Keras or ONNX, with statistics from your own data.",
    discussion: """
      FILE is a model, or two files are an encoder and a decoder; a folder with either will do. With --data the samples are encoded: \
      statistics, ranges and a gallery of the latents, and their alignment with known factors, go into the checkpoint, and the report says which \
      latents have collapsed, and how the model reconstructs and fills holes beside simpler methods. Without --data only the prior is known.

      Weights without an architecture, as torch.save(model.state_dict()) writes them, are read in every way that fits their shapes; the ways are ranked, \
      and the first is taken unless --choice says otherwise. It is written beside the model as a text that can be edited, and that is read \
      the next time.
      """)

  @Argument(help: "The model: one file, or an encoder and a decoder.")
  var files: [String]

  @Option(name: .customLong("data"), help: "The data set that the model is measured on.")
  var dataPath: String?

  @Option(
    name: .customLong("out"),
    help: "The checkpoint to write, .safetensors; without it there is only the report.")
  var outPath: String?

  @Option(
    help: ArgumentHelp(
      "The value in the graph that holds the latents, where it is not found by itself.",
      valueName: "name"))
  var latents: String?

  @Option(
    help: "How one output of an encoder holds the mean and the log variance, where it is not two.")
  var heads: OperatorGraph.JointHeads?

  @Option(help: "Which of the ranked ways to read bare weights is taken, from 1.")
  var choice: Int?

  @Option(
    help: ArgumentHelp(
      "A description of the layers of bare weights; see docs/FORMATS.md.", valueName: "file"))
  var sidecar: String?

  @Option(
    help:
      "How the data become the numbers that the model was trained on. (default: the one that reconstructs best)"
  )
  var scale: InputScale?

  @Option(help: "The largest number of samples to measure.")
  var samples = ImportSettings().sampleCount

  @Option(help: "The seed of all draws.")
  var seed = EvaluationSettings.defaultSeed

  @OptionGroup var output: OutputOptions

  func validate() throws {
    try ValidationError.check("--samples", samples, in: 2...10_000_000)
    guard (1...2).contains(files.count) else {
      throw ValidationError(
        "expected a model, or an encoder and a decoder, found \(files.count) files")
    }
    if let choice, choice < 1 {
      throw ValidationError("--choice: expected a number from 1, found \(choice)")
    }
    if let outPath, !outPath.hasSuffix(".safetensors") {
      throw ValidationError("--out: expected a name that ends in .safetensors, found \(outPath)")
    }
  }

  func run() throws {
    let target = try output.target(
      outPath, kind: .importedModel, inputs: files + [dataPath, sidecar])
    let data = try dataPath.map { try DataFile.open($0) }
    let source = files.count == 1 ? try ModelSource(named: files[0]) : ModelSource(paths: files)
    let model = try ModelFormat.open(
      source,
      options: ModelOptions(
        latents: latents, heads: heads, choice: choice.map { $0 - 1 },
        samples: data.map(Self.compared),
        sidecar: sidecar))
    let title = source.title
    let imported = try measure(
      try ModelImport(
        model, title: title, data: data,
        settings: ImportSettings(sampleCount: samples, scale: scale, seed: seed)))
    try target?.write { try imported.model.save(to: $0) }
    let sidecar = imported.model.facts.origin?.sidecar.map { SidecarNotice($0, beside: source) }
    try StandardOutput.write(
      lines: ImportText(imported.model, imported.report, source: source, written: outPath).lines
        + (sidecar.map { [$0.line] } ?? []))
  }

  /// A few samples, on which the ways to read bare weights are compared.
  private static func compared(_ data: (path: String, dataset: Dataset)) -> Tensor {
    let count = data.dataset.count
    let step = max(1, count / comparedCount)
    let rows = Array(stride(from: 0, to: count, by: step).prefix(comparedCount))
    let samples = data.dataset.samples(rows)
    guard let transform = InputScale.unit.transform(for: ElementMoments(of: samples)) else {
      return samples
    }
    return Tensor(
      shape: samples.shape, elements: samples.elements.map { transform.networkInput($0) })
  }

  private static let comparedCount = 16

  private func measure(
    _ work: ModelImport
  ) throws -> (model: DescribedModel, report: ImportReport) {
    let watched = WatchedWork()
    defer { watched.clear() }
    do {
      return try work.run(
        isCancelled: watched.isCancelled, progress: { watched.show($0.stage, $0.fraction) })
    } catch DiagnosisError.cancelled {
      throw watched.exitCode
    } catch InpaintingError.cancelled {
      throw watched.exitCode
    }
  }
}

extension InputScale: ExpressibleByArgument {}

extension OperatorGraph.JointHeads: ExpressibleByArgument {}

extension OutputKind {
  /// A checkpoint of a model of another program.
  static let importedModel = OutputKind(
    name: "origin", title: "an imported model", isAlone: false)
}
