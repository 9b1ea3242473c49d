import Datasets
import Models
import Networks
import Tensors
import TestSupport
import Testing

/// One training step of the released auxiliary objective against PyTorch, to 1e-4 of each tensor's largest entry.
@Suite struct AuxiliaryReferenceTests {
  private static let tolerance = 1e-4
  private let reference: SteppingReferenceFile
  private let architecture: Architecture
  private let table: ParameterTable
  private let objective: Objective

  init() throws {
    reference = try SteppingReferenceFile("vae_step_auxiliary.safetensors")
    let family = try #require(ArchitectureFamily.named("galaxy"))
    architecture = try family.architecture(reference.settings(outputActivation: .sigmoid))
    table = ParameterTable(architecture.networks)
    // The file's factors are scaled already.
    let factors = try (0..<reference.tensor("auxiliary").rowStride).map {
      AuxiliaryFactor(name: "factor \($0)", lower: 0, upper: 1)
    }
    objective = Objective(
      likelihood: LogarithmicLikelihood(), beta: try reference.constant("beta"), reduction: .mean,
      auxiliary: AuxiliaryObjective(
        form: .released, factors: factors,
        alignmentWeight: try reference.constant("lambda1"),
        independenceWeight: try reference.constant("lambda2")))
  }

  @Test(arguments: [1, 2]) func lossTerms(workers: Int) throws {
    let (_, run) = try reference.step(architecture, objective: objective, workers: workers)
    let report = run()
    let auxiliary = try #require(objective.auxiliary)
    let scale = objective.reduction.scale(elementCount: architecture.sampleShape.reduce(1, *))
    let penalties = Dictionary(uniqueKeysWithValues: report.penalties.map { ($0.name, $0.value) })
    let alignment = try #require(penalties["alignment"])
    let cross = try #require(penalties["cross"])
    let leakage = try #require(penalties["leakage"])
    for (name, found) in [
      "loss.reconstruction": report.reconstruction * scale,
      "loss.kl": objective.beta * report.divergence.reduce(0, +) * scale,
      "loss.intra": auxiliary.alignmentWeight * (alignment + cross),
      "loss.leak": auxiliary.independenceWeight * leakage, "loss": report.loss,
    ] {
      let expected = try reference.number(name)
      #expect(abs(found - expected) < Self.tolerance * abs(expected), "\(name)")
    }
  }

  @Test(arguments: [1, 2, 5]) func gradients(workers: Int) throws {
    let (step, run) = try reference.step(architecture, objective: objective, workers: workers)
    _ = run()
    for entry in table.entries {
      let expected = try gradient(entry.name)
      let found = table.tensor(entry, in: step.gradient).elements
      // Correlations are invariant under a shift of a latent, so the gradient of the means' bias is what is left of
      // numbers that cancel: PyTorch's own has steps of 3e-5. The weights of that layer are sums of the same numbers.
      let scale = entry.name == "mu.bias" ? try largest("mu.weight") / largest("mu.bias") : 1
      let difference = largestDifference(found, from: expected) / scale
      #expect(difference < Self.tolerance, "gradient.\(entry.name)")
    }
  }

  private func gradient(_ name: String) throws -> [Double] {
    try reference.tensor("gradient.\(name)").elements.map(Double.init)
  }

  private func largest(_ name: String) throws -> Double {
    try gradient(name).reduce(0) { max($0, abs($1)) }
  }

  @Test(arguments: [1, 2]) func weightsAfterOneStep(workers: Int) throws {
    let (step, run) = try reference.step(architecture, objective: objective, workers: workers)
    _ = run()
    for entry in table.entries {
      let expected = try reference.weightsAfterStep(
        entry, gradient: table.tensor(entry, in: step.gradient).elements, rounding: 1e-4)
      let found = table.tensor(entry, in: step.parameters).elements
      #expect(largestDifference(found, from: expected) < Self.tolerance, "adam.\(entry.name)")
    }
  }
}
