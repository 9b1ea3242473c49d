import Datasets
import Models
import Networks
import Tensors
import TestSupport
import Testing

/// A small model with every part of a checkpoint.
enum ExampleCheckpoint {
  static let shape = [8, 8, 1]
  static let latents = 2

  static func make(
    beta: Double = 4, auxiliary: AuxiliaryObjective? = nil, knowsFactors: Bool = true,
    latents family: any LatentFamily = GaussianLatents(), corruption: Corruption? = nil,
    constraints: LatentConstraints? = nil
  ) throws -> DescribedModel {
    let architecture = try #require(ArchitectureFamily.named("burgess")).architecture(
      .init(
        sampleShape: shape, latentCount: latents, heads: type(of: family).heads, channels: [3, 5],
        hiddenCount: 7,
        outputActivation: .sigmoid))
    let table = ParameterTable(architecture.networks)
    let model = Model(
      architecture: architecture, latents: family,
      transform: PixelTransform(mode: .asinh, minimum: 0, maximum: 90, softening: 5),
      parameters: table.initialValues(seed: 11))
    var random = CounterRandom(seed: 3, stream: .exploration)
    let samples = Tensor(
      shape: [6] + shape, elements: (0..<6 * 64).map { _ in Float(random.nextUniform() * 90) })
    let posterior = model.encode(samples)
    let factors = KnownFactors(
      names: ["flux"],
      values: Tensor(shape: [6, 1], elements: random.floats(6, in: 1e4...1e5)))
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(
          likelihood: GaussianLikelihood(variance: 0.25), beta: beta,
          reduction: auxiliary == nil ? .sum : .mean,
          latents: auxiliary == nil ? family : nil, auxiliary: auxiliary, corruption: corruption),
        data: DataDescription(
          name: "toy \"quoted\" µ", kind: .image, shape: shape, unit: "counts",
          factors: [Factor(name: "flux", unit: "counts", lower: 1e4, upper: 1e5)],
          settings: ["pixelScale": "0.2"]),
        statistics: LatentStatistics(
          measuring: posterior, codeCount: 4, factors: knowsFactors ? factors : nil,
          latents: auxiliary == nil ? family : nil, auxiliary: auxiliary),
        gallery: Gallery(
          samples: samples, factors: factors.values, means: posterior.mean,
          logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "beta-VAE", beta: beta, epochs: 3, steps: 40, sampleCount: 6,
          seed: .max, validationLoss: 1.5),
        constraints: constraints))
  }
}
