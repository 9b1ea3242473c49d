import Datasets
import Models
import Networks
import Tensors
import TestSupport
import Testing

/// The published galaxy network against PyTorch: two heads, and a decoder that ends in one large stride.
@Suite struct ArchitectureReferenceTests {
  private static let tolerance = 1e-4
  private let reference: SteppingReferenceFile
  private let architecture: Architecture
  private let model: Model

  init() throws {
    reference = try SteppingReferenceFile("vae_step_auxiliary.safetensors")
    let family = try #require(ArchitectureFamily.named("galaxy"))
    architecture = try family.architecture(reference.settings(outputActivation: .sigmoid))
    let table = ParameterTable(architecture.networks)
    model = Model(
      architecture: architecture, transform: PixelTransform(mode: .identity),
      parameters: try reference.parameters("weight", of: table))
  }

  @Test func encoder() throws {
    let posterior = model.encode(try reference.images("input"))
    try expect(posterior.mean, reference.tensor("mu"), "mu")
    try expect(posterior.logVariances, reference.tensor("logvar"), "logvar")
  }

  @Test func decoder() throws {
    try expect(model.decode(reference.tensor("z")), reference.images("output"), "output")
  }

  /// The file has the mean over all pixels, the report the sum over those of one sample.
  @Test(arguments: [1, 2]) func reconstruction(workers: Int) throws {
    let objective = Objective(likelihood: LogarithmicLikelihood())
    let (_, run) = try reference.step(architecture, objective: objective, workers: workers)
    let pixels = Double(architecture.sampleShape.reduce(1, *))
    let expected = try reference.number("loss.reconstruction")
    #expect(abs(run().reconstruction / pixels - expected) < Self.tolerance * expected)
  }

  private func expect(_ found: Tensor, _ expected: Tensor, _ name: String) {
    #expect(found.shape == expected.shape, "\(name)")
    let difference = largestDifference(found.elements, from: expected.elements.map(Double.init))
    #expect(difference < Self.tolerance, "\(name)")
  }
}
