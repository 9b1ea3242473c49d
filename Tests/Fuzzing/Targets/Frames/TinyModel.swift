import Datasets
import Models
import Networks
import Storage
import Tensors
import TestSupport

/// The smallest model with all that a checkpoint holds, taken apart so that any part of its file can be another.
struct TinyModel {
  let metadata: [String: String]
  let tensors: [NamedTensor]

  /// Made once for all executions.
  static let made = Result { try TinyModel() }

  /// Two samples of 2 x 2 pixels with two factors.
  static let samples = Tensor(shape: [2, 2, 2, 1], elements: [0, 1, 2, 3, 4, 3, 2, 1])
  static let factors = Tensor(shape: [2, 2], elements: [0, 1, 1, 0])
  static let description = DataDescription(
    name: "tiny", kind: .image, shape: [2, 2, 1], unit: "counts",
    factors: [
      Factor(name: "place", unit: "pixel", lower: 0, upper: 1),
      Factor(name: "size", unit: "", lower: 0, upper: 1),
    ], settings: ["pixelScale": "0.2"])

  private init() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("tiny.safetensors")
    try Self.checkpoint().save(to: path)
    let file = try SafetensorsFile(path: path)
    metadata = file.metadata
    tensors = try file.entries.map { NamedTensor($0.name, try file.tensor($0.name)) }
  }

  private static func checkpoint() throws -> DescribedModel {
    guard let family = ArchitectureFamily.named("dense") else { throw Missing() }
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: description.shape, latentCount: 2, channels: [3], hiddenCount: 0,
        outputActivation: nil))
    let count = ParameterTable(architecture.networks).count
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .asinh),
      parameters: (0..<count).map { Float($0 % 7) / 7 - 0.4 })
    let posterior = model.encode(samples)
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(likelihood: GaussianLikelihood(variance: 0.1)),
        data: description, statistics: LatentStatistics(measuring: posterior, codeCount: 2),
        gallery: Gallery(
          samples: samples, factors: factors, means: posterior.mean,
          logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 2, seed: 1)))
  }

  private struct Missing: Error {}
}
