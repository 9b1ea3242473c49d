import Datasets
import Models
import Networks
import Tensors

/// A small galaxy network with arbitrary weights, whose first latents may be tied to factors.
enum TestModel {
  private struct Missing: Error {}

  /// A checkpoint whose data the galaxy simulator made.
  static func checkpoint(latentCount: Int = 4, tied: [String] = []) throws -> DescribedModel {
    let data = GalaxySettings().description
    guard let family = ArchitectureFamily.named("galaxy"), let form = AuxiliaryForm.all.first else {
      throw Missing()
    }
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: data.shape, latentCount: latentCount, channels: [4, 4, 4, 4], hiddenCount: 0,
        outputActivation: nil))
    var random = CounterRandom(seed: 1, stream: .weights)
    let count = ParameterTable(architecture.networks).count
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .asinh, maximum: 5000),
      parameters: (0..<count).map { _ in Float(0.2 * random.nextGaussian()) })
    let factors = data.factors.filter { tied.contains($0.name) }.map {
      AuxiliaryFactor(name: $0.name, lower: $0.lower, upper: $0.upper)
    }
    let samples = try galaxies(6, seed: 3)
    let posterior = model.encode(samples.samples(Array(0..<6)))
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(
          likelihood: GaussianLikelihood(variance: 0.001),
          auxiliary: factors.isEmpty
            ? nil
            : AuxiliaryObjective(
              form: form, factors: factors, alignmentWeight: 1, independenceWeight: 1)),
        data: data, statistics: LatentStatistics(measuring: posterior, codeCount: 4),
        gallery: Gallery(
          samples: samples.samples(Array(0..<6)), factors: samples.factors, means: posterior.mean,
          logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 4, seed: 1)))
  }

  /// Galaxies with noise.
  static func galaxies(_ count: Int, seed: UInt64) throws -> Dataset {
    var settings = GalaxySettings()
    (settings.count, settings.seed) = (count, seed)
    return try settings.generate()
  }
}
