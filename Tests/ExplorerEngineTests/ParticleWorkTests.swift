import Analysis
import Datasets
import Diagnostics
import Explorer
import Models
import Networks
import Platform
import Simulations
import Tensors
import TestSupport
import Testing

@testable import ExplorerEngine

/// Particles beside decoded samples, and matrices that are not distances.
@Suite struct ParticleWorkTests {
  private struct Missing: Error {}

  private let folder: TemporaryFolder
  private let model: LoadedModel
  private let dataset: Dataset

  init() throws {
    folder = try TemporaryFolder()
    var settings = FluidSettings()
    settings.count = 8
    settings.sampling.model.particleCount = 7
    settings.sampling.model.sweepCount = 40
    dataset = try settings.generate()
    let path = folder.path("fluid.safetensors")
    try Self.checkpoint(dataset).save(to: path)
    model = try LoadedModel(path: path)
  }

  private static func checkpoint(_ dataset: Dataset) throws -> DescribedModel {
    guard let family = ArchitectureFamily.named("dense") else { throw Missing() }
    let architecture = try family.architecture(
      ArchitectureFamily.Settings(
        sampleShape: dataset.sampleShape, latentCount: 3, channels: [8], hiddenCount: 0,
        outputActivation: nil))
    var random = CounterRandom(seed: 2, stream: .weights)
    let count = ParameterTable(architecture.networks).count
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .paper, maximum: 14),
      parameters: (0..<count).map { _ in Float(0.4 * random.nextGaussian()) })
    let samples = dataset.samples(Array(0..<dataset.count))
    let posterior = model.encode(samples)
    return DescribedModel(
      model,
      facts: ModelFacts(
        objective: Objective(likelihood: GaussianLikelihood(variance: 0.01)),
        data: dataset.description,
        statistics: LatentStatistics(measuring: posterior, codeCount: 8),
        gallery: Gallery(
          samples: samples, factors: dataset.factors, means: posterior.mean,
          logVariances: posterior.logVariance),
        training: TrainingSummary(
          objective: "VAE", beta: 1, epochs: 1, steps: 1, sampleCount: 8, seed: 2)))
  }

  @Test func aDecodedMatrixComesWithItsParticles() throws {
    let decoded = model.decode([0.3, -1, 0.5])
    let particles = try #require(decoded.particles).get()
    let expected = try RecoveredParticles(
      distances: decoded.sample.elements, expectedCount: 7, boxLength: 10)
    #expect(particles == expected)
    #expect(
      decoded.quantities.map(\.name) == [
        "pair energy", "mean height", "smallest distance", "flatness", "plane misfit", "asymmetry",
      ])
    #expect(decoded.quantities[0].value == expected.pairEnergy)
    #expect(decoded.quantities[3].value == expected.planarity?.flatness)
  }

  @Test func aRealSampleIsPlanar() throws {
    let encoded = model.encode(dataset.sample(2), factors: [0.4])
    let particles = try #require(encoded.particles).get()
    #expect(try #require(particles.planarity).flatness > 1 - 1e-5)
    // In single precision the length is indistinguishable from 0.
    #expect(encoded.quantities.first { $0.name == "asymmetry" }?.value == 0)
  }

  private var world: EngineWorld {
    EngineWorld(
      model: model, data: nil, writer: SnapshotWriter(folder: folder.path), studies: nil,
      recent: nil)
  }

  /// By the parts: decode, project, and the chain from there.
  @Test func thermalParticlesAreThoseOfTheChainFromTheProjection() throws {
    let request = MetropolisRequest(latents: [0.3, -1, 0.5], sweepCount: 60, gravity: 0.7, seed: 4)
    let found = try #require(
      try request.perform(world, isSuperseded: { false }, progress: { _ in }))
    let reader = try #require(ParticleReader(dataset.description))
    let projection = try reader.projection(
      of: model.decode([0.3, -1, 0.5]).sample.elements[...])
    var fluid = FluidModel()
    fluid.particleCount = 7
    let chain = try #require(
      MetropolisSweeps(fluid, seed: 4).run(0..<60, from: [projection.positions], gravities: [0.7])?
        .first)
    for (found, expected) in zip(found.recovered.positions, chain) {
      #expect(abs(found.x - expected.x) < 1e-6 && abs(found.y - expected.y) < 1e-6)
    }
    #expect(found.recovered.isValid || found.recovered.overlapCount > 0)
    #expect(abs(found.energyAfter - fluid.energy(of: chain, gravity: 0.7) / 7) < 1e-12)
    let none = try MetropolisRequest(latents: [0.3, -1, 0.5], sweepCount: 0, gravity: 0.7, seed: 4)
      .perform(world, isSuperseded: { false }, progress: { _ in })
    #expect(none?.energyBefore == none?.energyAfter)
    #expect(try request.perform(world, isSuperseded: { true }, progress: { _ in }) == nil)
  }

  /// The request is answered from a queue, while the caller goes on; a newer one supersedes it.
  @Test func sweepsRunInTheBackground() throws {
    let runner = EffectRunner(snapshotFolder: folder.path)
    let path = folder.path("fluid.safetensors")
    runner.perform(.open(RequestToken(value: 1), path: path))
    #expect(next(runner) != nil)
    func request(_ sweepCount: Int) -> AnyRequest {
      AnyRequest(
        MetropolisRequest(latents: [0.3, -1, 0.5], sweepCount: sweepCount, gravity: 0.7, seed: 4))
    }
    runner.perform(.work(RequestToken(value: 2), request(50_000_000)))
    #expect(runner.nextEvent() == nil, "the request is not answered by the call")
    runner.perform(.work(RequestToken(value: 3), request(20)))
    guard case .answered(let token, let reply) = next(runner) else {
      Issue.record("expected the answer to the newer request")
      return
    }
    #expect(token == RequestToken(value: 3) && reply.value is ThermalParticles)
    runner.perform(.work(RequestToken(value: 4), request(50_000_000)))
    runner.perform(.cancel(MetropolisRequest.kind))
    runner.perform(.work(RequestToken(value: 5), request(20)))
    guard case .answered(RequestToken(value: 5), _) = next(runner) else {
      Issue.record("expected that the cancelled request ends")
      return
    }
  }

  private func next(_ runner: EffectRunner) -> ExplorerEvent? {
    while true {
      if let event = runner.nextEvent() { return event }
      var descriptor = pollfd(fd: runner.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&descriptor, 1, 60_000) > 0 else { return nil }
    }
  }

  private func message(_ reference: SampleReference, _ data: Dataset) -> String {
    do throws(SampleSource.Failure) {
      _ = try SampleSource(model: model, data: ("fluid.npz", data)).sample(reference)
      return "none"
    } catch { return error.message }
  }

  private func changed(_ change: (inout [Float]) -> Void) -> Dataset {
    var elements = dataset.samples(Array(0..<dataset.count)).elements
    change(&elements)
    return Dataset(
      description: dataset.description,
      samples: Tensor(shape: [dataset.count, 7, 7, 1], elements: elements),
      factors: dataset.factors)
  }

  @Test func matricesThatAreNoDistancesAreRefusedInOneLine() {
    #expect(message(.data(3), dataset) == "none")
    let start = 3 * 49
    let slanted = changed { $0[start + 1] = 2 * $0[start + 1] + 1 }
    #expect(
      message(.data(3), slanted).hasPrefix(
        "sample 3 of fluid.npz: distance matrix: row 1, column 0: expected a symmetric matrix"))
    #expect(message(.data(2), slanted) == "none", "the others are as good as before")
    let diagonal = changed { $0[start + 16] = 3 }
    #expect(
      message(.data(3), diagonal)
        == "sample 3 of fluid.npz: distance matrix: row 2, column 2: expected 0 on the diagonal, "
        + "found 3.0")
    let negative = changed {
      $0[start + 1] = -2
      $0[start + 7] = -2
    }
    #expect(
      message(.data(3), negative)
        == "sample 3 of fluid.npz: distance matrix: row 1, column 0: expected a distance, found -2.0"
    )
    let infinite = changed { $0[start + 1] = .infinity }
    #expect(
      message(.data(3), infinite)
        == "sample 3 of fluid.npz: expected finite numbers, found inf at element 1")
  }

  @Test func whatADecoderMadeNeedNotBeSymmetric() {
    let decoded = model.decode([1, 1, 1]).sample
    #expect(message(.measurement(decoded), dataset) == "none")
  }

  @Test func coincidentCollinearAndUnplanarMatricesAreEncodedAndMeasured() throws {
    let zero = Tensor(repeating: 0, shape: [7, 7, 1])
    let stacked = try #require(model.encode(zero, factors: []).particles).get()
    #expect(stacked.overlapCount == 21 && stacked.isCollinear)
    let line = Tensor(
      shape: [7, 7, 1], elements: (0..<49).map { Float(abs($0 / 7 - $0 % 7)) })
    #expect(try #require(model.encode(line, factors: []).particles).get().isCollinear)
    // All distances equal: a simplex, which does not fit into a plane.
    let simplex = Tensor(
      shape: [7, 7, 1], elements: (0..<49).map { $0 / 7 == $0 % 7 ? 0 : 2 })
    let unplanar = try #require(model.encode(simplex, factors: []).particles).get()
    let flatness = try #require(unplanar.planarity?.flatness)
    #expect(abs(flatness - 1.0 / 3) < 1e-6)
  }
}
