import Datasets
import Models
import Networks
import Platform
import Tensors
import TestSupport
import Testing

@testable import Training

/// Adding an objective, a latent family and a likelihood as `docs/ARCHITECTURE.md` describes: one file each, and a line
/// in a table, in place of which the tests use the tables' guests.
@Suite struct AddedKindsTests {
  @Test("an objective with its own posterior and likelihood is trained, stored and read")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let read: DescribedModel = try LatentFamilies.$guests.withValue([DropoutLatents.self]) {
      try LikelihoodRegistry.$guests.withValue([CauchyLikelihood.self]) {
        try ObjectiveKind.$guests.withValue([.dropout]) {
          let recipe = try TinyExperiment.recipe(
            epochs: 20,
            set: [
              "objective.name=dropout", "objective.spread=0.5", "objective.likelihood=cauchy",
              "objective.width=0.2", "objective.warm_up_epochs=0", "objective.variance=0.001",
              "optimizer.learning_rate=0.005",
            ])
          #expect(try Recipe(toml: recipe.toml, path: "again.toml") == recipe)
          _ = try TinyExperiment.trainer(at: path, recipe).train()
          return try ModelFormat.open(path: "\(path)/latest.safetensors")
        }
      }
    }
    let objective = try #require(read.facts.objective)
    #expect((objective.latents as? DropoutLatents)?.spread == 0.5)
    #expect((objective.likelihood as? CauchyLikelihood)?.width == 0.2)
    #expect(read.facts.training?.objective == "dropout autoencoder")
    #expect(read.facts.statistics?.divergence?.count == 3)
    let events = try EventLog.events(at: "\(path)/events.jsonl")
    for event in events {
      for figure in ["energy", "surplus"] {
        let values = try (0..<3).map { try #require(event["\(figure)/\($0)"]) }
        #expect(try abs(values.reduce(0, +) - #require(event["loss/\(figure)"])) < 1e-6)
      }
    }
    let losses = events.compactMap { $0["loss/train"] }
    #expect(try #require(losses.last) < #require(losses.first) - 5, "\(losses)")
    // Without its line in the tables the file is refused in one line.
    let error = #expect(throws: ModelError.self) {
      try ModelFormat.open(path: "\(path)/latest.safetensors")
    }
    #expect(error.map { "\($0)".contains("found \"cauchy\"") && !"\($0)".contains("\n") } == true)
  }

  /// The gradient of the whole step against differences of its loss, for the bias of every head.
  @Test func theStepCarriesTheGradientsOfAFamilyBack() throws {
    let architecture = try #require(ArchitectureFamily.named("dense")).architecture(
      .init(
        sampleShape: [2, 2, 1], latentCount: 2, heads: DropoutLatents.heads, channels: [],
        hiddenCount: 0, outputActivation: nil))
    let step = TrainingStep(
      architecture: architecture,
      objective: Objective(
        likelihood: CauchyLikelihood(width: 0.7), beta: 0.3, latents: DropoutLatents(spread: 0.4)),
      optimizer: Adam(learningRate: 0), batchSize: 3, seed: 4, team: WorkerTeam(count: 2))
    func run() -> StepReport {
      step.run(rowCount: 3, step: 5) { batch in
        for index in 0..<batch.range.count * 4 {
          batch.inputs[index] = Float((batch.range.lowerBound * 4 + index) % 5) / 3
          batch.targets[index] = batch.inputs[index]
        }
      }
    }
    let start = step.parameters
    _ = run()
    let gradient = step.gradient
    let table = ParameterTable(architecture.networks)
    for position in table.entries.flatMap(\.range) {
      let ends = [Float(1e-2), -1e-2].map { change -> Double in
        var moved = start
        moved[position] += change
        step.parameters = moved
        return run().loss
      }
      let slope = (ends[0] - ends[1]) / 2e-2
      #expect(abs(slope - Double(gradient[position])) < 3e-3 * max(1, abs(slope)), "\(position)")
    }
  }
}

/// Codes with normal noise proportional to them (Gaussian dropout), kept small by two divergences.
private struct DropoutLatents: LatentFamily {
  static let name = "dropout"
  static let heads = [LatentHead("code")]
  static let noiseCount = 1
  static let figures = ["energy", "surplus"]
  let spread: Float

  func fillNoise(_ block: LatentBlock, from source: LatentNoise) {
    source.fillNormal(block.noise, rows: block.rows, count: block.latentCount)
  }

  func draw(_ block: LatentBlock, into latents: UnsafeMutablePointer<Float>) {
    for index in 0..<block.rows * block.latentCount {
      latents[index] = block.heads[index] * (1 + spread * block.noise[index])
    }
  }

  func propagate(
    _ gradient: UnsafePointer<Float>, losses: UnsafePointer<Double>, weight: Float,
    block: LatentBlock, into heads: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<block.rows * block.latentCount {
      heads[index] = gradient[index] * (1 + spread * block.noise[index])
    }
  }

  /// `c^2 / 2` and `c^4 / 4`.
  func addDivergence(
    of block: LatentBlock, gradient: UnsafeMutablePointer<Float>, weight: Float,
    to sums: UnsafeMutableBufferPointer<Double>
  ) {
    for index in 0..<block.rows * block.latentCount {
      let (code, latent) = (block.heads[index], index % block.latentCount)
      sums[latent] += Double(code * code) / 2
      sums[block.latentCount + latent] += Double(code * code * code * code) / 4
      gradient[index] += weight * (code + code * code * code)
    }
  }

  func codes(_ heads: Tensor) -> LatentCodes {
    LatentCodes(
      mean: heads,
      logVariance: Tensor(
        shape: heads.shape, elements: heads.elements.map { 2 * logf(max(spread * abs($0), 1e-6)) }))
  }

  func prior(of latent: Int, centers: [Double]?) -> (any MarginalPrior)? { NormalPrior.standard }

  func meanDivergence(of latent: Int, codes: LatentCodes, centers: [Double]?) -> Double? {
    (0..<codes.count).reduce(0) { sum, sample in
      let square = Double(codes.mean[sample, latent] * codes.mean[sample, latent])
      return sum + square / 2 + square * square / 4
    } / Double(codes.count)
  }
}

/// Independent Cauchy noise on every element.
private struct CauchyLikelihood: Likelihood {
  static let name = "cauchy"
  static let settings = [LikelihoodSetting("width", default: 1, range: 1e-6...1e6, "The width.")]
  let width: Float

  init(width: Float) { self.width = width }
  init(settings: [String: Double]) { width = Float(settings["width"] ?? 1) }

  /// `ln(1 + (x - output)^2 / width^2) + ln(pi width)` per element.
  func negativeLogLikelihood(
    of target: UnsafePointer<Float>, output: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) -> Double {
    var sum = Double(count) * log(.pi * Double(width))
    for index in 0..<count {
      let offset = (output[index] - target[index]) / width
      sum += log1p(Double(offset * offset))
      gradient[index] = weight * 2 * offset / (width * (1 + offset * offset))
    }
    return sum
  }
}

extension ObjectiveKind {
  fileprivate static let dropout = ObjectiveKind(
    name: "dropout", summary: "Reconstruction from codes with noise in proportion to them.",
    latents: DropoutLatents.self,
    settings: [.number("spread", default: 0.1, 0...10, "The noise in units of the code.")],
    make: { (request) throws(TrainingError) in
      Objective(
        likelihood: request.likelihood, beta: 0.1, reduction: request.reduction(),
        latents: DropoutLatents(spread: Float(request.recipe.number("spread"))))
    },
    title: { _ in "dropout autoencoder" })
}
