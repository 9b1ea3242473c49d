import Datasets
import Models
import Networks
import Storage
import Tensors
import TestSupport
import Testing

/// The program on a file that holds a decoder and nothing else.
@Suite("A decoder without anything else") struct DecoderOnlyTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("decoder.safetensors")
    let decoder = try Network(
      inputShape: [2], name: "decoder",
      layers: [
        Dense(64), Activation(.sigmoid), Reshape(height: 8, width: 8, channels: 1),
      ])
    let architecture = try Architecture(name: "mlp", encoder: nil, decoder: decoder)
    let parameters = ParameterTable(architecture.networks).initialValues(seed: 3)
    try DescribedModel(
      Model(
        architecture: architecture, transform: PixelTransform(mode: .identity),
        parameters: parameters)
    ).save(to: path)
  }

  @Test("opens in Explore, with assumed or given ranges")
  func explore() throws {
    let assumed = try BuiltProgram.run([path, "--dump", "text", "--size", "120x30"])
    #expect(assumed.status == 0, "\(assumed.errors)")
    #expect(assumed.output.contains("-3 to 3") && assumed.output.contains("range assumed: "))
    let given = try BuiltProgram.run([
      "explore", path, "--range", "0:-2..2,1:0..5", "--dump", "text", "--size", "120x30",
    ])
    #expect(given.output.contains("-2 to 2") && given.output.contains("range given"))
    let wrong = try BuiltProgram.run(["explore", path, "--range", "0:5", "--dump", "text"])
    #expect(wrong.status == 2 && wrong.errors.contains("expected ranges such as"))
    let missing = try BuiltProgram.run(["explore", path, "--range", "9:0..1", "--dump", "text"])
    #expect(missing.status == 1 && missing.output.isEmpty)
    #expect(missing.errors == "latentty: --range: expected z0 to z1, found z9\n")
  }

  @Test(
    "commands that need more refuse in one line",
    arguments: ["diagnose", "anomaly", "inpaint", "map"])
  func refuses(command: String) throws {
    let outcome = try BuiltProgram.run([command, path])
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(
      outcome.errors
        == "latentty: \(path): \(command) needs an encoder, and the file has a decoder only\n")
  }

  @Test("draws are decoded, and those that need codes are left out")
  func probe() throws {
    let outcome = try BuiltProgram.run(["probe", path, "--count", "4"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("the model has no codes"))
    let none = try BuiltProgram.run(["probe", path, "--draws", "posterior,components"])
    #expect(none.status == 1 && none.output.isEmpty)
    #expect(
      none.errors
        == "latentty: \(path): nothing to draw: posterior: the model has no codes; "
        + "components: the model has no codes\n")
  }

  @Test("inspect lists what there is and what is missing")
  func inspect() throws {
    let outcome = try BuiltProgram.run(["inspect", path])
    #expect(outcome.output.contains("  2 latents; 192 parameters"))
    #expect(outcome.output.contains("  has a decoder of samples\n"))
    #expect(outcome.output.contains("  lacks an encoder, statistics of the latents, "))
  }

  @Test("a file of another kind is named with the command that opens it")
  func otherKinds() throws {
    let table = folder.path("points")
    try AtomicFile.write(Array("a,b\n1,2\n3,4\n".utf8), to: table)
    let outcome = try BuiltProgram.run(["explore", table, "--dump", "text"])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "latentty: \(table): expected a model, found a table; latentty map opens it\n")
    let diagnosis = try BuiltProgram.run(["diagnose", table])
    #expect(diagnosis.status == 1 && diagnosis.errors == outcome.errors)
  }
}
