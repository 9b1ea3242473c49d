import ArgumentParser
import CommandSupport
import Diagnostics
import Explorer
import ExplorerEngine
import Models
import Platform
import Storage
import Tensors

/// Decodes latents from their lowest to their highest values.
struct TraverseCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traverse",
    abstract: "Decode a latent traversal: samples for a range of values of each latent.",
    discussion: """
      Every row varies one latent, the most informative first, and every column has one of its values; all other latents are fixed \
      at the centre of the prior, or at the code of --sample. Values are evenly spaced quantiles of the prior or of the \
      aggregate posterior, from 2.5% to 97.5%, or lie within --reach standard deviations of the mean of the sample's posterior. A latent that carries a factor stops \
      at the factor's bounds. \
      With --grid one latent varies from left to right and another from bottom to top. The result goes to --out, or to stdout \
      as pictures.
      """)

  @Argument(
    help:
      "The model: a checkpoint written by train, or a model of PyTorch, ONNX or Keras; see docs/FORMATS.md."
  )
  var model: String

  @Option(
    name: .customLong("dims"),
    help:
      "The latents to vary, by index, such as 3,0,7. (default: the active latents)",
    transform: LatentIndices.parse)
  var dims: LatentIndices?

  @Option(
    help:
      "The range of values. (default: prior, or posterior for latents without a prior)"
  )
  var range: TraversalRange?

  @Option(help: "The number of values per latent.")
  var steps = Traversal.usualCount

  @Option(
    help:
      "Two latents to vary in a grid, such as 0,3: the horizontal one, the vertical one.",
    transform: LatentIndices.parse)
  var grid: LatentIndices?

  @Option(help: "The gallery sample, by number from 0, whose code fixes the other latents.")
  var sample: Int?

  @Option(help: "The standard deviations that --range sample covers to either side.")
  var reach = TraversalRange.usualReach

  @Flag(
    help:
      "Let a latent that carries a factor leave the factor's bounds; without this its values end there."
  )
  var beyondBounds = false

  @Option(name: .customLong("out"), help: "The output file: .png, .npy, .npz or .csv.")
  var outPath: String?

  @OptionGroup var output: OutputOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try ValidationError.check("--steps", steps, in: Traversal.counts)
    guard reach > 0, reach <= 1000 else {
      throw ValidationError("--reach: expected a number above 0, up to 1000, found \(reach)")
    }
    if let grid, grid.indices.count != 2 {
      throw ValidationError("--grid: expected two latents such as 0,3, found \(grid.indices.count)")
    }
    guard grid == nil || dims == nil else {
      throw ValidationError("--grid and --dims: expected one of both")
    }
    guard range != .sample || sample != nil else {
      throw ValidationError(
        "--range sample: expected --sample with the number of a sample, found none")
    }
    if let outPath, TraversalFileFormat(path: outPath) == nil {
      throw ValidationError(
        "--out: expected a name that ends in .png, .npy, .npz or .csv, found \(outPath)")
    }
  }

  func run() throws {
    let target = try output.target(outPath, kind: .traversal, inputs: [model])
    let watched = WatchedWork(needsReader: outPath == nil)
    defer { watched.clear() }
    let checkpoint = try ModelFile.open(model, needs: [.samples], for: "traverse")
    let code = try sample.map { try Self.code(of: $0, in: checkpoint, path: model) }
    let space = TraversalSpace(checkpoint, sample: code, staysWithinBounds: !beyondBounds)
    let base = code.map { $0.map { Float($0.mean) } } ?? space.middle
    let traversal = Traversal(
      try layout(checkpoint, space), range: range ?? space.usualRange, count: steps, reach: reach)
    guard
      let pictures = try TraversalPictures(
        traversal, about: base, of: sample.map { "gallery #\($0)" }, in: space,
        decode: { Self.decode($0, by: checkpoint, watched) })
    else { throw watched.exitCode }
    watched.clear()
    if let outPath, let format = TraversalFileFormat(path: outPath) {
      try target?.write { path in
        try format.write(TraversalFile(pictures, model: model, data: checkpoint.data), to: path)
      }
    }
    if json {
      try StandardOutput.write(
        json:
          TraversalDocument(
            pictures, model: model, roles: checkpoint.roles, sample: sample, file: outPath))
    } else {
      try StandardOutput.write(
        TraversalText(
          pictures, data: checkpoint.data, roles: checkpoint.roles, output: TextOutput()
        ).printout)
    }
  }

  private func layout(
    _ checkpoint: DescribedModel, _ space: TraversalSpace
  ) throws -> Traversal.Layout {
    let count = checkpoint.model.latentCount
    for (name, indices) in [("--dims", dims), ("--grid", grid)] {
      guard let wrong = indices?.indices.first(where: { !(0..<count).contains($0) }) else {
        continue
      }
      throw ValidationError("\(name): expected latents from 0 to \(count - 1), found \(wrong)")
    }
    if let grid { return .grid(across: grid.indices[0], down: grid.indices[1]) }
    if let dims { return .rows(dims.indices) }
    guard let statistics = space.statistics else { return .rows(Array(0..<count)) }
    let active = statistics.order.filter(statistics.isActive)
    return .rows(active.isEmpty ? Array(0..<count) : active)
  }

  /// The posterior of a sample of the gallery.
  private static func code(
    of index: Int, in checkpoint: DescribedModel, path: String
  ) throws -> [TraversalSpace.Normal] {
    let gallery = checkpoint.facts.gallery
    guard let gallery, gallery.count > 0 else {
      throw ValidationError("--sample: \(path) carries no samples, found \(index)")
    }
    guard (0..<gallery.count).contains(index) else {
      throw ValidationError(
        "--sample: expected 0 to \(gallery.count - 1) in \(path), found \(index)")
    }
    let deviations = gallery.logVariances?.row(index).map { exp(Double($0) / 2) }
    return gallery.means.row(index).enumerated().map { latent, mean in
      TraversalSpace.Normal(mean: Double(mean), deviation: deviations?[latent] ?? 0)
    }
  }

  /// Decodes points a few at a time, so that a signal stops it soon.
  private static func decode(
    _ points: Tensor, by checkpoint: DescribedModel, _ watched: WatchedWork
  ) -> Tensor? {
    var elements: [Float] = []
    let team = WorkerTeam()
    for start in stride(from: 0, to: points.rowCount, by: 8) {
      if watched.isCancelled() { return nil }
      let end = min(start + 8, points.rowCount)
      elements += checkpoint.model.decode(points.rows(start..<end), team: team).elements
      watched.show("decode", Double(end) / Double(points.rowCount))
    }
    return Tensor(shape: [points.rowCount] + checkpoint.model.sampleShape, elements: elements)
  }
}

extension TraversalRange: ExpressibleByArgument {}
