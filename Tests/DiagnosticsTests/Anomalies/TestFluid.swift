import Datasets
import Models
import Networks
import Tensors

/// A small model of the fluid with arbitrary weights, whose simulator is quick.
struct TestFluid {
  private struct Missing: Error {}

  static func settings(
    particles: Int = 8, changes: [(key: String, value: String)] = []
  ) throws -> FluidSettings {
    var settings = FluidSettings()
    let own = [
      ("particles", "\(particles)"), ("box", "5.0"), ("sweeps", "20"), ("gamma", "0.1,1.0"),
    ]
    for (key, value) in own + changes { try settings.set(key: key, value: value) }
    return settings
  }

  static func checkpoint(
    _ settings: FluidSettings? = nil, galleryCount: Int = 6
  ) throws -> DescribedModel {
    let settings = try settings ?? Self.settings()
    let data = settings.description
    guard let family = ArchitectureFamily.named("dense") else { throw Missing() }
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: data.shape, latentCount: 3, channels: [12], hiddenCount: 0,
        outputActivation: nil))
    var random = CounterRandom(seed: 4, stream: .weights)
    let count = ParameterTable(architecture.networks).count
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .paper, maximum: 7),
      parameters: (0..<count).map { _ in Float(0.2 * random.nextGaussian()) })
    var gallerySettings = settings
    gallerySettings.count = galleryCount
    let gallery = try gallerySettings.generate()
    let samples = gallery.samples(Array(0..<galleryCount))
    let posterior = model.encode(samples)
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(likelihood: GaussianLikelihood(variance: 0.01)),
        data: data, statistics: LatentStatistics(measuring: posterior, codeCount: 4),
        gallery: Gallery(
          samples: samples, factors: gallery.factors, means: posterior.mean,
          logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 4, seed: 1)))
  }
}
