import Interchange
import Platform
import Storage
import Tensors
import Testing

/// Models that PyTorch exported, and one in the manner of Keras, beside ONNX Runtime; `models.py` made them.
@Suite struct ONNXModelTests {
  private static let expected = Result { try NPZFile(path: Fixture.path("onnx/expected.npz")) }

  private func values(_ name: String) throws -> [Float] {
    try Self.expected.get().tensor(name).elements
  }

  private func model(_ names: String...) throws -> ForeignModel {
    try ForeignModel.onnx(paths: names.map { Fixture.path("onnx/\($0).onnx") })
  }

  /// The largest difference of decoded samples, as a share of the largest element.
  private func decodingError(_ name: String) throws -> Float {
    let model = try model(name)
    let inputs = model.decoder.inputs
    let lowered = try model.loweredDecoder()
    let columns = try inputs.map { try values("\(name)/in/\($0.name.replacingVector)") }
    let rows = columns[0].count / model.latentCount
    let joined = (0..<rows).flatMap { row in
      columns.flatMap { $0[row * ($0.count / rows)..<(row + 1) * ($0.count / rows)] }
    }
    let output = try #require(
      try Self.expected.get().arrayNames.first { $0.hasPrefix("\(name)/out/") })
    let extents = Array(try Self.expected.get().tensor(output).shape.dropFirst())
    let expected = model.sampleAxes.channelsLast(try values(output), extents: extents)
    return difference(lowered.run(joined, rows: rows), expected)
  }

  private func difference(_ found: [Float], _ expected: [Float]) -> Float {
    guard found.count == expected.count else { return .infinity }
    let peak = expected.map(\.magnitude).max() ?? 0
    let largest = zip(found, expected).reduce(Float(0)) {
      $1.0 == $1.1 ? $0 : ($1.0 - $1.1).isNaN ? .infinity : max($0, ($1.0 - $1.1).magnitude)
    }
    return largest / peak
  }

  @Test(arguments: [
    "burgess_decoder", "burgess_decoder_batch2", "burgess_decoder_dynamo", "norm_decoder_9",
    "norm_decoder_1", "norm_decoder_dynamo", "nearest_decoder", "nearest_decoder_9",
    "bilinear_decoder", "bilinear_decoder_dynamo", "conditional_decoder", "curve_decoder",
    "curve_decoder_20", "shuffle_decoder", "shuffle_decoder_dynamo", "sphere_decoder", "dcgan",
    "channels_last",
  ])
  func aDecoderComputesWhatONNXRuntimeDoes(_ name: String) throws {
    let error = try decodingError(name)
    #expect(error < 1e-5, "\(name): \(error)")
  }

  @Test(arguments: ["vae_script_9", "vae_script_11", "vae_script_17", "vae_dynamo_20"])
  func aWholeAutoencoderIsCutWhereTheRandomNumbersEnter(_ name: String) throws {
    let model = try model(name)
    #expect(model.latentCount == 2)
    #expect(model.decoder.inputs.count == 1)
    #expect(model.range == 0...1)
    let encoder = try #require(try model.loweredEncoder())
    let found = encoder.run(try values("\(name)/in/x"), rows: 3)
    let outputs = name.contains("dynamo") ? ["b", "c"] : ["mu", "logvar"]
    let heads = try outputs.map { try values("\(name)/out/\($0)") }
    let expected = (0..<3).flatMap { row in heads.flatMap { $0[2 * row..<2 * row + 2] } }
    #expect(difference(found, expected) < 1e-5)
    #expect(
      try model.loweredDecoder().kinds
        == ["dense", "activation", "dense", "activation", "view"])
  }

  @Test func aPairIsFoundInAnyOrder() throws {
    for names in [
      ["burgess_encoder", "burgess_decoder"], ["burgess_decoder", "burgess_encoder"],
    ] {
      let model = try ForeignModel.onnx(paths: names.map { Fixture.path("onnx/\($0).onnx") })
      #expect(model.latentCount == 3)
      #expect(model.sampleShape == [64, 64, 1])
      let encoder = try #require(try model.loweredEncoder())
      let found = encoder.run(try values("burgess_encoder/in/x"), rows: 1)
      #expect(difference(found, try values("burgess_encoder/out/heads")) < 1e-5)
    }
  }

  @Test func headsInTurnsAreToldApart() throws {
    let model = try ForeignModel.onnx(
      paths: ["burgess_encoder", "burgess_decoder"].map { Fixture.path("onnx/\($0).onnx") },
      heads: .interleaved)
    let encoder = try #require(try model.loweredEncoder())
    let found = encoder.run(try values("burgess_encoder/in/x"), rows: 1)
    let heads = try values("burgess_encoder/out/heads")
    #expect(difference(found, [0, 2, 4, 1, 3, 5].map { heads[$0] }) < 1e-5)
  }

  @Test func aBurgessDecoderHasTheLayersOfOurOwn() throws {
    let lowered = try model("burgess_decoder").loweredDecoder()
    let dense = ["dense", "activation"]
    let convolution = ["transposed convolution", "activation"]
    #expect(
      lowered.kinds == dense + dense + dense + ["view"] + convolution + convolution + convolution
        + convolution)
  }

  @Test func changesOfAxesAroundConvolutionsVanish() throws {
    let lowered = try model("channels_last").loweredDecoder()
    #expect(!lowered.kinds.contains("permutation"), "\(lowered.kinds)")
  }

  @Test func aDeviationBecomesALogVariance() throws {
    let model = try model("curve_encoder", "curve_decoder")
    let encoder = try #require(try model.loweredEncoder())
    let found = encoder.run(try values("curve_encoder/in/x"), rows: 3)
    let (mu, sigma) = (
      try values("curve_encoder/out/mu"), try values("curve_encoder/out/sigma")
    )
    var expected: [Float] = []
    for row in stride(from: 0, to: 6, by: 2) {
      expected += mu[row..<row + 2]
      expected += sigma[row..<row + 2].map { Float(2 * log(Double($0))) }
    }
    #expect(difference(found, expected) < 1e-5)
  }

  @Test func aPlainAutoencoderIsCutAtItsNarrowestValue() throws {
    let model = try model("plain_autoencoder")
    #expect(model.latentCount == 3)
    let encoder = try #require(try model.loweredEncoder())
    let decoder = try model.loweredDecoder()
    let codes = encoder.run(try values("plain_autoencoder/in/x"), rows: 3)
    let found = decoder.run(codes, rows: 3)
    #expect(difference(found, try values("plain_autoencoder/out/y")) < 1e-5)
  }

  @Test func codesOnASphereAreTold() throws {
    let model = try model("sphere_encoder", "sphere_decoder")
    #expect(model.norm == 1)
    let encoder = try #require(try model.loweredEncoder())
    let found = encoder.run(try values("sphere_encoder/in/x"), rows: 3)
    #expect(difference(found, try values("sphere_encoder/out/z")) < 1e-5)
  }

  @Test func conditionsAreInputsOfTheirOwn() throws {
    let model = try model("conditional_decoder")
    #expect(model.latentCount == 2)
    #expect(
      model.selectors == [.init(name: "label", start: 2, count: 5, isCondition: true)])
    #expect(model.sampleShape == [28, 28, 1])
  }

  @Test func theConversionToBytesIsLeftOut() throws {
    let model = try model("pixels")
    #expect(model.sampleAxes == .channelsFirst)
    #expect(model.range == 0...1)
    let found = try model.loweredDecoder().run(try values("pixels/in/z"), rows: 3)
    let expected = try values("pixels/out/x")
    let bytes = zip(found, expected).allSatisfy { ($0 * 255 - $1).magnitude < 1.01 }
    #expect(bytes && found.count == expected.count)
    #expect(model.notes.contains { $0.contains("left out") }, "\(model.notes)")
  }

  @Test func aClassifierIsNamed() {
    #expect(throws: InterchangeError.self) { try model("classifier") }
    do {
      _ = try model("classifier")
    } catch {
      #expect("\(error)".contains("a classifier with 10 classes"), "\(error)")
    }
  }

  @Test func aSpatialLatentSpaceIsRefusedWithItsShape() {
    do {
      _ = try model("spatial")
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains("[2, 4, 4], a grid of codes"), "\(error)")
    }
  }

  @Test func partsThatDoNotBelongTogetherAreRefused() {
    do {
      _ = try model("burgess_encoder", "dcgan")
      Issue.record("opened")
    } catch {
      #expect("\(error)".contains("5 latents"), "\(error)")
    }
  }
}

extension ForeignModel {
  /// The decoder as a network.
  func loweredDecoder() throws -> LoweredNetwork {
    let conditions = Dictionary(uniqueKeysWithValues: selectors.map { ($0.name, $0.count) })
    return try decoder.lowered(
      .init(
        inputs: decoder.inputs.map { ($0.name, [conditions[$0.name] ?? latentCount]) },
        inputAxes: nil, outputs: decoder.outputs.map(\.name), outputAxes: sampleAxes),
      path: "decoder")
  }

  /// The encoder as a network.
  func loweredEncoder() throws -> LoweredNetwork? {
    guard let encoder else { return nil }
    let extents = (encoder.inputs[0].shape ?? []).dropFirst().map { $0 ?? 0 }
    return try encoder.lowered(
      .init(
        inputs: [(encoder.inputs[0].name, extents)], inputAxes: sampleAxes,
        outputs: encoder.outputs.map(\.name), outputAxes: nil), path: "encoder")
  }
}

extension String {
  /// The name of an input without what is added where its latents have further axes.
  fileprivate var replacingVector: String {
    hasSuffix(".vector") ? String(dropLast(".vector".count)) : self
  }
}
