import Datasets
import Models
import Networks
import TestSupport
import Tensors
import Testing

@testable import Training

/// Collapsed latents that are set to zero at the end of a run.
@Suite struct PruningTests {
  private let settings = ["objective.beta=1", "optimizer.learning_rate=0.005"]

  private func run(_ path: String, _ overrides: [String]) throws -> DescribedModel {
    let trainer = try TinyExperiment.trainer(
      at: path, TinyExperiment.recipe(epochs: 30, set: settings + overrides))
    _ = try trainer.train()
    return try Checkpoint.load(path: "\(path)/latest.safetensors")
  }

  @Test func collapsedLatentsBecomeThePriorAndTheOthersStay() throws {
    let folder = try TemporaryFolder()
    let whole = try run(folder.path("whole"), [])
    let divergence = try #require(whole.facts.statistics?.divergence)
    let limit = try #require(divergence.max()) * 0.6
    let collapsed = divergence.indices.filter { divergence[$0] < limit }
    #expect(!collapsed.isEmpty && collapsed.count < 3, "\(divergence)")
    let pruned = try run(folder.path("pruned"), ["training.prune=\(min(limit, 1))"])
    let samples = TinyExperiment.dataset().samples([Int](0..<20))
    let (codes, others) = (pruned.model.encode(samples), whole.model.encode(samples))
    for latent in 0..<3 {
      for sample in 0..<20 {
        let (mean, logVariance) = (codes.mean[sample, latent], codes.logVariance?[sample, latent])
        if collapsed.contains(latent) {
          #expect(mean == 0 && logVariance == 0)
        } else {
          #expect(mean == others.mean[sample, latent])
          #expect(logVariance == others.logVariance?[sample, latent])
        }
      }
    }
    let left = try #require(pruned.facts.statistics?.divergence)
    for latent in 0..<3 {
      #expect(left[latent] == (collapsed.contains(latent) ? 0 : divergence[latent]))
    }
  }

  /// The state to resume from keeps the latents, so that more epochs are those of an unpruned run.
  @Test func aPrunedRunResumesLikeAnyOther() throws {
    let folder = try TemporaryFolder()
    let prune = "training.prune=1"
    _ = try TinyExperiment.trainer(
      at: folder.path("short"), TinyExperiment.recipe(epochs: 2, set: [prune])
    ).train()
    let resumed = try TinyExperiment.resumed(
      at: folder.path("short"), ["training.epochs=4", "training.prune=0"])
    _ = try resumed.train()
    let plain = try TinyExperiment.trainer(
      at: folder.path("plain"), TinyExperiment.recipe(epochs: 4))
    _ = try plain.train()
    let models = try ["short", "plain"].map {
      try Checkpoint.load(path: "\(folder.path($0))/latest.safetensors").model.parameters
    }
    #expect(models[0] == models[1])
  }

  /// A finished run is pruned by resuming it.
  @Test func aFinishedRunIsPrunedByResumingIt() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 1)).train()
    _ = try TinyExperiment.resumed(at: path, ["training.prune=1"]).train()
    let statistics = try #require(
      try Checkpoint.load(path: "\(path)/latest.safetensors").facts.statistics)
    #expect(statistics.divergence?.contains(0) == true, "\(statistics.divergence ?? [])")
  }

  @Test func tiedLatentsAreKept() throws {
    let folder = try TemporaryFolder()
    let pruned = try run(
      folder.path("run"),
      [
        "training.prune=1", "training.epochs=1", "objective.name=aux-vae",
        "objective.factors=[\"place\", \"brightness\"]",
      ])
    let divergence = try #require(pruned.facts.statistics?.divergence)
    #expect(divergence[0] > 0 && divergence[1] > 0 && divergence[2] == 0, "\(divergence)")
  }

  @Test(arguments: ArchitectureFamily.all.map(\.name))
  func everyArchitectureCanBePruned(name: String) throws {
    let family = try #require(ArchitectureFamily.named(name))
    let side = name == "galaxy" ? 33 : name == "burgess" ? 32 : 16
    let architecture = try family.architecture(
      .init(
        sampleShape: [side, side, 1], latentCount: 4, channels: family.defaultChannels,
        hiddenCount: family.defaultHiddenCount, outputActivation: nil))
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .identity),
      parameters: ParameterTable(architecture.networks).initialValues(seed: 3))
    let pruned = Model(
      architecture: architecture, transform: model.transform,
      parameters: try #require(architecture.settingHeadsToZero(of: [1, 3], in: model.parameters)))
    var random = CounterRandom(testCase: 1)
    let samples = Tensor(
      shape: [3, side, side, 1], elements: random.floats(3 * side * side, in: 0...1))
    let (codes, others) = (pruned.encode(samples), model.encode(samples))
    for sample in 0..<3 {
      for latent in 0..<4 {
        let isPruned = latent == 1 || latent == 3
        #expect(codes.mean[sample, latent] == (isPruned ? 0 : others.mean[sample, latent]))
        #expect(others.mean[sample, latent] != 0)
      }
    }
  }
}
