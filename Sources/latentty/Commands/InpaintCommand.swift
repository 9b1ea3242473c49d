import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Models

/// Fills holes in samples by a model and by simpler means, and compares the errors.
struct InpaintCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inpaint",
    abstract: "Fill in missing parts of samples with a model, and compare with simpler methods.",
    discussion: """
      A square of every sample, and its mirror image if the samples are pairwise matrices, is removed and filled in \
      iteratively: the sample is encoded and decoded, the known elements are restored, and so on. Of the iterations the one is \
      chosen, for each sample, whose decoded sample is nearest to the known elements. The error in the hole is compared with those of the mean of the reference samples, of the nearest row of the same matrix, and of the nearest \
      reference samples by their known elements. Without --data and --reference, fresh samples from the model's \
      own simulator are used, with seeds that training did not use.
      """)

  @Argument(
    help:
      "The model: a checkpoint written by train, or a model of PyTorch, ONNX or Keras; see docs/FORMATS.md."
  )
  var model: String

  @Option(
    name: .customLong("data"),
    help: "Complete samples to remove parts from, of any format of data.")
  var dataPath: String?

  @OptionGroup var dataArguments: DataArguments

  @Option(
    name: .customLong("reference"),
    help: "Complete samples for the simpler methods, of any format of data.")
  var referencePath: String?

  @Option(
    name: .customLong("hole"), help: "The number of missing rows and columns; can be repeated.")
  var holes: [Int] = []

  @Option(help: "The largest number of samples to fill in.")
  var count = InpaintingSettings().sampleCount

  @Option(help: "The largest number of reference samples.")
  var references = InpaintingSettings().referenceCount

  @Option(
    help:
      "The largest number of times that a sample is encoded and decoded; its known elements choose the iteration."
  )
  var iterations = InpaintingSettings().iterationCount

  @Option(help: "The number of nearest reference samples whose mean is taken.")
  var neighbors = InpaintingSettings().neighborCount

  @Option(help: "The seed of simulated samples and of the positions of the holes.")
  var seed = InpaintingSettings().seed

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    for (name, value) in [
      ("count", count), ("references", references), ("iterations", iterations),
      ("neighbors", neighbors),
    ] {
      try ValidationError.check("--\(name)", value, in: 1...1_000_000)
    }
    if let hole = holes.first(where: { $0 < 1 }) {
      throw ValidationError("--hole: expected a number from 1, found \(hole)")
    }
    guard holes.count <= 6 else {
      throw ValidationError("--hole: expected at most 6 sizes, found \(holes.count)")
    }
  }

  func run() throws {
    let settings = InpaintingSettings(
      sampleCount: count, referenceCount: references, iterationCount: iterations,
      neighborCount: neighbors, seed: seed)
    func opened(_ path: String?) throws -> AnomalyPlan.File? {
      try path.map { try DataFile.open($0, dataArguments.options) }
    }
    let checkpoint = try ModelFile.open(model, needs: Inpainting.needs, for: "inpaint")
    let work = try Inpainting(
      checkpoint, title: ModelSource.title(of: model), data: try opened(dataPath),
      reference: try opened(referencePath), sizes: holes, settings: settings)
    let study = try measure(work)
    if json {
      try StandardOutput.write(json: InpaintingDocument(study))
    } else {
      try StandardOutput.write(lines: InpaintingText(study).lines)
    }
  }

  private func measure(_ work: Inpainting) throws -> InpaintingStudy {
    let watched = WatchedWork()
    defer { watched.clear() }
    do {
      return try work.run(
        isCancelled: watched.isCancelled, progress: { watched.show($0.stage, $0.fraction) })
    } catch {
      guard error == .cancelled else { throw error }
      throw watched.exitCode
    }
  }
}
