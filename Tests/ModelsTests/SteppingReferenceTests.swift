import Datasets
import Models
import Networks
import Tensors
import TestSupport
import Testing

/// One training step of the Burgess network against PyTorch, to 1e-4 of each tensor's largest entry.
@Suite struct SteppingReferenceTests {
  private static let tolerance = 1e-4
  private let reference: SteppingReferenceFile
  private let architecture: Architecture
  private let table: ParameterTable
  private let objective: Objective

  init() throws {
    reference = try SteppingReferenceFile("vae_step_bernoulli.safetensors")
    let family = try #require(ArchitectureFamily.named("burgess"))
    architecture = try family.architecture(reference.settings(outputActivation: nil))
    table = ParameterTable(architecture.networks)
    objective = Objective(likelihood: BernoulliLikelihood(), beta: try reference.constant("beta"))
  }

  @Test func forwardValues() throws {
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .identity),
      parameters: try reference.parameters("weight", of: table))
    let posterior = model.encode(try reference.images("input"))
    try expect(posterior.mean, "mu")
    try expect(posterior.logVariances, "logvar")
    let latents = draw(posterior, noise: try reference.tensor("epsilon"))
    try expect(latents, "z")
    expect(model.decode(latents), try reference.images("output"), "output")
  }

  @Test(arguments: [1, 2]) func lossTerms(workers: Int) throws {
    let (_, run) = try reference.step(architecture, objective: objective, workers: workers)
    let report = run()
    let divergence = objective.beta * report.divergence.reduce(0, +)
    for (name, found) in [
      "loss.reconstruction": report.reconstruction, "loss.kl": divergence, "loss": report.loss,
    ] {
      let expected = try reference.number(name)
      #expect(abs(found - expected) < Self.tolerance * abs(expected), "\(name)")
    }
  }

  @Test(arguments: [1, 2]) func gradients(workers: Int) throws {
    let (step, run) = try reference.step(architecture, objective: objective, workers: workers)
    _ = run()
    for entry in table.entries {
      try expect(table.tensor(entry, in: step.gradient), "gradient.\(entry.name)")
    }
  }

  /// The optimiser alone: with PyTorch's gradients it must give PyTorch's weights.
  @Test func optimizer() throws {
    let parameters = FloatBuffer(try reference.parameters("weight", of: table))
    let gradient = FloatBuffer(try reference.parameters("gradient", of: table))
    let (first, second) = (FloatBuffer(count: table.count), FloatBuffer(count: table.count))
    Adam(learningRate: 1e-3, gradientClip: nil).update(
      0..<table.count, parameters: parameters.pointer, gradient: gradient.pointer, scale: 1,
      first: first.pointer, second: second.pointer, step: 1)
    for entry in table.entries {
      try expect(table.tensor(entry, in: Array(parameters.elements)), "adam.\(entry.name)")
    }
  }

  @Test(arguments: [1, 2]) func weightsAfterOneStep(workers: Int) throws {
    let (step, run) = try reference.step(architecture, objective: objective, workers: workers)
    _ = run()
    for entry in table.entries {
      // A hundredth of the tolerance of the gradients' test.
      let expected = try reference.weightsAfterStep(
        entry, gradient: table.tensor(entry, in: step.gradient).elements, rounding: 1e-6)
      let found = table.tensor(entry, in: step.parameters).elements
      #expect(largestDifference(found, from: expected) < Self.tolerance, "adam.\(entry.name)")
    }
  }

  private func draw(_ posterior: LatentCodes, noise: Tensor) -> Tensor {
    let rows = (0..<noise.rowCount).flatMap { row in
      posterior.mean.row(row) + posterior.logVariances.row(row)
    }
    return Tensor(
      shape: noise.shape,
      elements: LatentRun(rows, noise: noise.elements, latents: noise.rowStride)
        .draw(by: GaussianLatents()))
  }

  private func expect(_ found: Tensor, _ name: String) throws {
    expect(found, try reference.tensor(name), name)
  }

  private func expect(_ found: Tensor, _ expected: Tensor, _ name: String) {
    #expect(found.shape == expected.shape, "\(name)")
    let difference = largestDifference(found.elements, from: expected.elements.map(Double.init))
    #expect(difference < Self.tolerance, "\(name)")
  }
}
