import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Models

/// Fills holes in samples by a model and by simpler means, and compares the errors.
struct InpaintCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inpaint",
    abstract: "Fill holes in samples with a model, and compare with simpler means.",
    discussion: """
      A square of every sample, and its mirror image where the samples are matrices of pairs, is taken away and filled in \
      again: the sample is encoded and decoded, the known elements are put back, and so on. The error in the hole stands \
      beside those of the mean of the reference samples, of the nearest row of the same matrix, and of the nearest \
      reference samples by their known elements. Without --data and --reference fresh samples of the model's \
      own simulator are taken, with seeds that training did not use.
      """)

  @Argument(help: "A model: written by train, or a decoder after docs/FORMATS.md.")
  var model: String

  @Option(
    name: .customLong("data"),
    help: "Complete samples to cut holes into: .safetensors, .npz or a table.")
  var dataPath: String?

  @Option(
    name: .customLong("reference"),
    help: "Complete samples to fill from: .safetensors, .npz or a table.")
  var referencePath: String?

  @Option(
    name: .customLong("hole"), help: "The rows and columns of a hole; may be given several times.")
  var holes: [Int] = []

  @Option(help: "The most samples to cut holes into.")
  var count = InpaintingSettings().sampleCount

  @Option(help: "The most reference samples.")
  var references = InpaintingSettings().referenceCount

  @Option(help: "How often the sample is encoded and decoded.")
  var iterations = InpaintingSettings().iterationCount

  @Option(help: "The nearest reference samples whose mean is taken.")
  var neighbors = InpaintingSettings().neighborCount

  @Option(help: "The seed of fresh samples and of the places of holes.")
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
      try path.map { try DataFile.open($0) }
    }
    let checkpoint = try ModelFile.open(model, needs: Inpainting.needs, for: "inpaint")
    let work = try Inpainting(
      checkpoint, title: ModelTitle.of(model), data: try opened(dataPath),
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
