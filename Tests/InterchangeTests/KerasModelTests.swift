import Foundation
import Storage
import Tensors
import Testing

@testable import Interchange

/// Models that Keras 2.15 and 3.15 saved; `Fixtures/README.md` says how they came about.
struct KerasModelTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let files: [String]
    let values: String
    var hasEncoder = true

    var testDescription: String { files.joined(separator: " and ") }
  }

  static let cases = [
    Case(files: ["vae.keras"], values: "vae"), Case(files: ["vae.h5"], values: "vae"),
    Case(files: ["encoder.keras", "decoder.keras"], values: "vae"),
    Case(files: ["decoder.keras", "encoder.keras"], values: "vae"),
    Case(files: ["decoder.keras"], values: "vae", hasEncoder: false),
    Case(files: ["decoder.json", "decoder.weights.h5"], values: "vae", hasEncoder: false),
    Case(files: ["subclass.keras"], values: "vae"), Case(files: ["plain.h5"], values: "plain"),
    Case(files: ["flat.keras"], values: "flat"), Case(files: ["curve.keras"], values: "curve"),
    Case(files: ["labelled.keras"], values: "labelled", hasEncoder: false),
    Case(files: ["pictures.keras"], values: "pictures", hasEncoder: false),
    Case(files: ["strides.keras"], values: "strides", hasEncoder: false),
    Case(files: ["vectors.h5"], values: "vectors", hasEncoder: false),
    Case(files: ["channels_first.keras"], values: "channels_first", hasEncoder: false),
    Case(files: ["keras2.h5"], values: "keras2"), Case(files: ["keras2.keras"], values: "keras2"),
    Case(files: ["keras2_weights.h5", "keras2.json"], values: "keras2"),
    Case(files: ["keras2_table.h5"], values: "keras2_table"),
    Case(files: ["keras2_windows.h5"], values: "keras2_windows", hasEncoder: false),
  ]

  @Test(arguments: cases) func computesWhatKerasComputes(_ example: Case) throws {
    let run = try KerasRun(example.files, values: example.values)
    #expect(try run.decoderError() < 1e-5)
    #expect((run.model.encoder != nil) == example.hasEncoder)
    if example.hasEncoder { #expect(try run.encoderError() < 1e-5) }
  }

  @Test func whatAModelIsIsSaid() throws {
    let vae = try ForeignModel.keras(paths: [KerasRun.path("vae.keras")])
    #expect(vae.format == "Keras 3.15.1")
    #expect(vae.latentCount == 3)
    #expect(vae.sampleAxes == .channelsLast)
    #expect(vae.sampleShape == [8, 8, 2])
    #expect(vae.range == 0...1)
    #expect(vae.encoder?.outputs.count == 2)
    #expect(
      vae.notes == [
        "layer encoder/sampling draws the latents and is left out: the decoder begins behind it"
      ])
    let plain = try ForeignModel.keras(paths: [KerasRun.path("plain.h5")])
    #expect(plain.sampleAxes == .flat(shape: [28, 28, 1], channelsFirst: false))
    #expect(plain.notes.first == "the model was cut at layer bottleneck")
    #expect(plain.encoder?.outputs.count == 1)
    let first = try ForeignModel.keras(paths: [KerasRun.path("channels_first.keras")])
    #expect(first.sampleAxes == .channelsFirst)
    #expect(first.sampleShape == [4, 4, 3])
  }

  @Test func labelsAreSelectors() throws {
    let flat = try ForeignModel.keras(paths: [KerasRun.path("flat.keras")])
    let label = ForeignModel.Selector(name: "label", start: 2, count: 3, isCondition: true)
    #expect(flat.selectors == [label])
    #expect(flat.encoder?.inputs.map(\.name) == ["sample", "label"])
    #expect(flat.latentCount == 2)
    let embedded = try ForeignModel.keras(paths: [KerasRun.path("labelled.keras")])
    let digit = ForeignModel.Selector(name: "digit", start: 2, count: 4, isCondition: true)
    #expect(embedded.selectors == [digit])
    #expect(embedded.decoder.inputs.last?.shape == [nil, 4])
  }

  @Test func theLayerOfTheLatentsCanBeNamed() throws {
    let asked = try KerasRun(["plain.h5"], values: "plain", latents: "bottleneck")
    #expect(asked.model.notes.first == "the model was cut at layer bottleneck, as asked")
    #expect(try asked.decoderError() < 1e-5)
    let wider = try ForeignModel.keras(paths: [KerasRun.path("plain.h5")], latents: "front")
    #expect(wider.latentCount == 3)
    #expect(
      Self.refusal(["plain.h5"], latents: "middle")?
        .contains("expected a layer middle, found the layers ") == true)
    #expect(
      Self.refusal(["vae.keras"], latents: "conv2d")?
        .hasSuffix("layer conv2d: a latent space of 4x4x3, which is no vector, is not supported")
        == true)
  }

  @Test(arguments: [
    (["classifier.keras"], "a classifier: from [4, 4, 1] to the probabilities of 3 classes"),
    (["encoder.keras"], "an encoder without its decoder: from [8, 8, 2] to [3]"),
    (["spatial.keras"], "the latent space is a picture, or there is none"),
    (["recurrent.keras"], "layer memory: the layer SimpleRNN is not supported"),
    (["opaque.keras"], "the class Opaque was written in Python, which is not run"),
    (["vae.weights.h5"], "Keras weights alone, 22 tensors, without the configuration"),
    (["decoder.json"], "a configuration without weights; give the file of the weights too"),
    (["decoder.keras", "decoder.keras"], "found two decoders"),
    (["encoder.keras", "encoder.keras"], "found no decoder"),
    (["encoder.keras", "keras2.h5"], "found no decoder"),
    (["encoder.keras", "plain.h5", "vae.keras"], "3 models"),
    (["encoder.keras", "vectors.h5"], "expected 4 latents, as the decoder has, found"),
    (["encoder.keras", "strides.keras"], "expected 2 latents, as the decoder has, found"),
    (["encoder.keras", "pictures.keras"], "expected samples of [8, 8, 2], as the encoder reads"),
    (["vae.npz"], "expected a Keras model with config.json, found z.npy"),
  ])
  func whatCannotBeExploredIsNamed(_ names: [String], _ words: String) throws {
    let refusal = try #require(Self.refusal(names))
    #expect(refusal.contains(words), "\(refusal)")
    #expect(!refusal.contains("\n"))
  }

  @Test func weightsAloneListTheirTensors() throws {
    let old = try TensorCollection.keras(path: KerasRun.path("keras2_weights.h5"))
    #expect(old.entries.map(\.name).contains("decoder/batch_normalization/moving_mean:0"))
    #expect(old.entries.first { $0.name == "encoder/down/kernel:0" }?.shape == [3, 3, 1, 2])
    #expect(try old.tensor("encoder/z_mean/bias:0").shape == [2])
    let new = try TensorCollection.keras(path: KerasRun.path("vae.keras"))
    #expect(new.entries.count == 22)
    #expect(new.entries.allSatisfy { $0.typeName == "F32" })
    #expect(
      try new.tensor("layers/functional_1/layers/dense/vars/0").shape == [3, 16])
    #expect(throws: InterchangeError.self) {
      try TensorCollection.keras(path: KerasRun.path("decoder.json"))
    }
  }

  private static func refusal(_ names: [String], latents: String? = nil) -> String? {
    do {
      _ = try ForeignModel.keras(paths: names.map(KerasRun.path), latents: latents)
      return nil
    } catch {
      return error.description
    }
  }
}
