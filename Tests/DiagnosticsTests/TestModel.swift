import Datasets
import Models
import Networks
import Tensors

/// A small galaxy network with arbitrary weights, and samples of its data.
struct TestModel {
  private struct Missing: Error {}

  /// A checkpoint with data of the galaxy simulator, or with a name that no simulator has.
  static func checkpoint(
    latentCount: Int = 3, seed: UInt64 = 1, data: DataDescription = GalaxySettings().description,
    galleryCount: Int = 6, latents family: any LatentFamily = GaussianLatents()
  ) throws -> DescribedModel {
    guard let networks = ArchitectureFamily.named("galaxy") else { throw Missing() }
    let architecture = try networks.architecture(
      ArchitectureFamily.Settings(
        sampleShape: data.shape, latentCount: latentCount, heads: type(of: family).heads,
        channels: [4, 4, 4, 4], hiddenCount: 0,
        outputActivation: nil))
    var random = CounterRandom(seed: seed, stream: .weights)
    let count = ParameterTable(architecture.networks).count
    let model = Model(
      architecture: architecture, latents: family,
      transform: PixelTransform(mode: .asinh, maximum: 5000),
      parameters: (0..<count).map { _ in Float(0.2 * random.nextGaussian()) })
    let gallery = try galaxies(galleryCount, seed: 3)
    let samples = gallery.samples(Array(0..<galleryCount))
    let posterior = model.encode(samples)
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(likelihood: GaussianLikelihood(variance: 0.001), latents: family),
        data: data,
        statistics: LatentStatistics(measuring: posterior, codeCount: 4, latents: family),
        gallery: Gallery(
          samples: samples, factors: gallery.factors, means: posterior.mean,
          logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 4, seed: seed)))
  }

  static func galaxies(_ count: Int, seed: UInt64) throws -> Dataset {
    var settings = GalaxySettings()
    (settings.count, settings.seed) = (count, seed)
    return try settings.generate()
  }

  /// The same samples as an unrelated data set with other factors.
  static func renamed(_ dataset: Dataset, factors: [Factor], values: Tensor) -> Dataset {
    var description = dataset.description
    description.name = "a stranger's"
    description.factors = factors
    return Dataset(
      description: description, samples: dataset.samples(Array(0..<dataset.count)),
      factors: values)
  }
}
