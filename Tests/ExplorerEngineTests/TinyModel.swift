import Datasets
import Models
import Networks
import Tensors
import TestSupport

/// Small galaxy models with arbitrary weights, written to files.
struct TinyModel {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Writes a model and returns its path.
  func write(_ name: String = "model", latentCount: Int = 3, seed: UInt64 = 1) throws -> String {
    let path = folder.path("\(name).safetensors")
    try Self.checkpoint(latentCount: latentCount, seed: seed).save(to: path)
    return path
  }

  static func checkpoint(latentCount: Int, seed: UInt64) throws -> DescribedModel {
    guard let family = ArchitectureFamily.named("galaxy") else { throw Missing() }
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: [33, 33, 1], latentCount: latentCount, channels: [4, 4, 4, 4],
        hiddenCount: 0, outputActivation: nil))
    var random = CounterRandom(seed: seed, stream: .weights, step: 0, row: 0)
    let count = ParameterTable(architecture.networks).count
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .asinh),
      parameters: (0..<count).map { _ in Float(0.3 * random.nextGaussian()) })
    let samples = Tensor(
      shape: [4, 33, 33, 1],
      elements: (0..<4 * 33 * 33).map { index -> Float in
        Float(index % 33) + Float(10 * random.nextUniform())
      })
    let posterior = model.encode(samples)
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(likelihood: PoissonLikelihood()), data: description,
        statistics: LatentStatistics(measuring: posterior, codeCount: 4),
        gallery: Gallery(
          samples: samples, factors: Tensor(shape: [4, 1], elements: [1, 2, 3, 4]),
          means: posterior.mean, logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 4, seed: seed)))
  }

  static let description = DataDescription(
    name: "dots", kind: .image, shape: [33, 33, 1], unit: "counts",
    factors: [Factor(name: "size", unit: "arcsec", lower: 0, upper: 4)],
    settings: ["pixelScale": "0.2"], quantities: [.galaxy])

  private struct Missing: Error {}
}
