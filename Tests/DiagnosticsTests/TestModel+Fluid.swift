import Datasets
import Models
import Networks
import Simulations
import Tensors

extension TestModel {
  /// A dense network with arbitrary weights on the distances of a few particles, and codes like those of its gallery.
  static func fluid(
    particleCount: Int = 6, latentCount: Int = 4, scale: Double = 0.3, codeCount: Int = 24,
    representation: FluidRepresentation = .distances
  ) throws -> DescribedModel {
    struct Missing: Error {}
    guard let family = ArchitectureFamily.named("dense") else { throw Missing() }
    var settings = fluidSettings(particleCount)
    settings.sampling.representation = representation
    let dataset = try settings.generate()
    let shape = dataset.description.shape
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: shape, latentCount: latentCount, channels: [16], hiddenCount: 0,
        outputActivation: nil))
    var random = CounterRandom(seed: 5, stream: .weights)
    let count = ParameterTable(architecture.networks).count
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .paper, maximum: 12),
      parameters: (0..<count).map { _ in Float(scale * random.nextGaussian()) })
    let samples = dataset.samples(Array(0..<dataset.count))
    let posterior = model.encode(samples)
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(likelihood: GaussianLikelihood(variance: 0.001)),
        data: dataset.description,
        statistics: LatentStatistics(measuring: posterior, codeCount: codeCount),
        gallery: Gallery(
          samples: samples, factors: dataset.factors, means: posterior.mean,
          logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 4, seed: 5)))
  }

  static func fluidSettings(_ particleCount: Int) -> FluidSettings {
    var settings = FluidSettings()
    settings.count = 24
    settings.sampling.model.particleCount = particleCount
    settings.sampling.model.sweepCount = 20
    settings.sampling.model.boxLength = 6
    return settings
  }
}
