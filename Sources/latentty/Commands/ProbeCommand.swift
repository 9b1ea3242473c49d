import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Models
import Simulations
import Storage

/// Decodes points of the latent space that are drawn in several ways.
struct ProbeCommand: StoppableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract:
      "Decode points drawn from several distributions over the latent space, and measure the samples.",
    discussion: """
      Points are drawn from the prior, from the aggregate posterior, along the leading principal components of the codes with \
      their own standard deviations, along the active latents only, in walks along one active latent after another, and at the \
      origin. For a model of particles the report has, for each of these draws, the fraction of valid configurations (no pair closer than 0.9 sigma, inside \
      the box), the smallest distance, and pair energies compared with those of real samples, before and after \
      projection to the nearest valid configuration, and with --metropolis-sweeps the energies per particle on the way from \
      there to thermal configurations; for other models the decoded pictures and the distances of the points \
      from the codes of the data. The same model and seed always give the same numbers.
      """)

  @Argument(
    help:
      "The model: a checkpoint written by train, or a model of PyTorch, ONNX or Keras; see docs/FORMATS.md."
  )
  var model: String

  @Option(
    name: .customLong("draws"),
    help:
      "Where to draw: prior, posterior, components, significant, walk, origin; or all. (default: all)",
    transform: LatentDrawChoice.parse)
  var draws = LatentDrawChoice(draws: LatentDraw.allCases)

  @Option(help: "The number of points per random draw, and of real samples for comparison.")
  var count = 200

  @Option(
    help: "The points of a walk along each active latent, from -3 to 3 standard deviations.")
  var steps = 7

  @Option(help: "The number of leading principal components in the draw components.")
  var components = LatentSampler.usualComponentCount

  @Option(
    help: "The codes for components and standard deviations: posterior means, or sampled codes.")
  var codes: CodesChoice = .means

  @Option(
    help:
      "The Metropolis sweeps after the projection, with the Hamiltonian and temperature of the data's simulator; 0 for none."
  )
  var metropolisSweeps = 0

  @Option(
    help:
      "Gamma of the sweeps. (default: the one that a latent carries, or those of the data in turn)")
  var gamma: Double?

  @Option(name: .customLong("data"), help: "Real samples to compare particles with.")
  var dataPath: String?

  @OptionGroup var dataArguments: DataArguments

  @Option(help: "The seed of all draws and of fresh real samples.")
  var seed = EvaluationSettings.defaultSeed

  @Option(
    name: .customLong("out"),
    help:
      "The output file: .safetensors for everything, .npy for the samples of one draw, .png for a sheet."
  )
  var outPath: String?

  @OptionGroup var output: OutputOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    try ValidationError.check("--count", count, in: 1...100_000)
    try ValidationError.check("--steps", steps, in: 2...1000)
    try ValidationError.check("--components", components, in: 1...100_000)
    try ValidationError.check("--metropolis-sweeps", metropolisSweeps, in: Thermalization.counts)
    if let gamma, !FluidModel.gravities.contains(gamma) {
      throw ValidationError(
        "--gamma: expected a number from \(FluidModel.gravities.lowerBound) to "
          + "\(FluidModel.gravities.upperBound), found \(gamma)")
    }
    guard gamma == nil || metropolisSweeps > 0 else {
      throw ValidationError("--gamma: expected --metropolis-sweeps from 1, found none")
    }
    guard let outPath else { return }
    guard let format = ProbeFileFormat(path: outPath) else {
      throw ValidationError(
        "--out: expected a name that ends in .safetensors, .npy or .png, found \(outPath)")
    }
    guard format != .npy || draws.draws.count == 1 else {
      throw ValidationError("--out: .npy holds one way of drawing; name it with --draws")
    }
  }

  func run() throws {
    let target = try output.target(outPath, kind: .probe, inputs: [model, dataPath])
    let watched = WatchedWork(needsReader: outPath == nil)
    defer { watched.clear() }
    let checkpoint = try ModelFile.open(model, needs: Probe.needs, for: "probe")
    let data = try dataPath.map { try DataFile.open($0, dataArguments.options) }
    let probe = Probe(
      checkpoint,
      samples: try Probe.samples(
        for: checkpoint, data: data,
        settings: EvaluationSettings(sampleCount: count, seed: seed)),
      settings: settings)
    guard probe.omissions.count < settings.draws.count else {
      throw NothingToDraw(model: model, omissions: probe.omissions)
    }
    if let problem = probe.sweepProblem {
      throw NoSweeps(model: model, problem: problem)
    }
    do {
      let report = try probe.run(isCancelled: watched.isCancelled, progress: watched.show)
      watched.clear()
      if let outPath, let format = ProbeFileFormat(path: outPath) {
        try target?.write { path in
          try ProbeExport(
            report: report, description: checkpoint.data.withRange(of: checkpoint.model.transform),
            settings: settings
          )
          .write(to: path, as: format)
        }
      }
      try write(report, of: checkpoint)
    } catch DiagnosisError.cancelled {
      throw watched.exitCode
    }
  }

  private func write(_ report: ProbeReport, of checkpoint: DescribedModel) throws {
    if json {
      try StandardOutput.write(json: ProbeDocument(report, model: model, settings: settings))
    } else {
      try StandardOutput.write(
        ProbeText(
          report: report, description: checkpoint.data.withRange(of: checkpoint.model.transform),
          settings: settings,
          hasPosteriors: type(of: checkpoint.model.latents).noiseCount > 0, output: TextOutput()
        ).printout)
    }
  }

  private var settings: ProbeSettings {
    var settings = ProbeSettings()
    settings.draws = draws.draws
    settings.count = count
    settings.steps = steps
    settings.seed = seed
    settings.codes = codes.codes
    settings.componentCount = components
    settings.metropolisSweepCount = metropolisSweeps
    settings.gravity = gamma
    return settings
  }
}

/// The particles of a model cannot be moved by Metropolis sweeps.
private struct NoSweeps: Error, CustomStringConvertible {
  let model: String
  let problem: String

  var description: String { "\(model): no Metropolis sweeps: \(problem)" }
}

/// None of the ways that were asked for draws anything from the model.
private struct NothingToDraw: Error, CustomStringConvertible {
  let model: String
  let omissions: [(draw: LatentDraw, reason: String)]

  var description: String {
    "\(model): nothing to draw: "
      + omissions.map { "\($0.draw.rawValue): \($0.reason)" }.joined(separator: "; ")
  }
}
