import Interchange
import Storage
import Tensors
import Testing

struct TorchModuleTests {
  private func kinds(_ graph: OperatorGraph?) -> [String] {
    graph?.operations.map(\.kind) ?? []
  }

  /// The largest difference from what PyTorch computes, as a share of the largest number.
  private func error(_ found: [Float], _ expected: [Float]) -> Float {
    guard found.count == expected.count else { return .infinity }
    let differences = zip(found, expected).map { ($0 - $1).magnitude }
    guard differences.allSatisfy(\.isFinite) else { return .infinity }
    return (differences.max() ?? 0) / (expected.map(\.magnitude).max() ?? 1)
  }

  /// The rows of several arrays behind each other.
  private func joined(_ arrays: [Tensor]) -> [Float] {
    (0..<(arrays.first?.rowCount ?? 0)).flatMap { row in arrays.flatMap { $0.row(row) } }
  }

  private func lowered(
    _ encoder: OperatorGraph, reading axes: SampleAxes
  ) throws -> LoweredNetwork {
    let inputs = encoder.inputs.map { port in
      (name: port.name, extents: (port.shape ?? []).compactMap { $0 })
    }
    let request = LoweredNetwork.Request(
      inputs: inputs, inputAxes: inputs.count == 1 ? axes : nil,
      outputs: encoder.outputs.map(\.name), outputAxes: nil)
    return try encoder.lowered(request, path: "encoder")
  }

  @Test(
    "the networks compute what PyTorch does",
    arguments: ["layers", "curve", "dense", "vae", "joint", "conditional"])
  func values(name: String) throws {
    let model = try TorchModelFixture.model(name)
    let arrays = try NPZFile(path: TorchModelFixture.path("\(name).npz"))
    func tensors(_ names: [String]) throws -> [Tensor] {
      try names.filter(arrays.names.contains).map(arrays.tensor)
    }
    let sample = try arrays.tensor("sample")
    let expected = model.sampleAxes.channelsLast(
      sample.elements, extents: Array(sample.shape.dropFirst()))
    let decoder = try model.loweredDecoder()
    let decoded = decoder.run(joined(try tensors(["z", "label"])), rows: sample.rowCount)
    #expect(error(decoded, expected) < 1e-5)
    guard let graph = model.encoder else { return }
    let encoder = try lowered(graph, reading: model.sampleAxes)
    let codes = encoder.run(joined(try tensors(["x", "label"])), rows: sample.rowCount)
    let heads = try tensors(["code", "mean", "log_variance"])
    #expect(error(codes, joined(heads)) < 1e-5)
  }

  @Test("a container is translated layer by layer, with the attributes of each")
  func layers() throws {
    let model = try TorchModelFixture.model("layers")
    #expect(model.latentCount == 3)
    #expect(model.encoder == nil)
    #expect(model.sampleAxes == .channelsFirst)
    #expect(model.sampleShape == [30, 30, 1])
    #expect(model.range == -1...1)
    #expect(
      kinds(model.decoder) == [
        "Gemm", "LayerNormalization", "Elu", "Gemm", "BatchNormalization", "Selu", "Reshape",
        "ConvTranspose", "GroupNormalization", "Sigmoid", "Mul", "Conv", "InstanceNormalization",
        "PRelu", "Conv", "Softplus", "Tanh", "Mul", "Resize", "Pad", "Conv", "BatchNormalization",
        "Gelu", "DepthToSpace", "Pad", "Conv", "Add", "Clip", "Div", "Mul", "MaxPool", "Mul",
        "Softplus", "Div", "AveragePool", "Clip", "Resize", "Pad", "Gelu", "Add", "Clip", "Div",
        "Clip", "Conv", "LeakyRelu", "Tanh",
      ])
    let transposed = try #require(
      model.decoder.operations.first { $0.kind == "ConvTranspose" })
    #expect(transposed.attributes["kernel_shape"] == .integers([3, 4]))
    #expect(transposed.attributes["output_padding"] == .integers([1, 0]))
    #expect(transposed.attributes["pads"] == .integers([1, 1, 1, 1]))
    let elu = try #require(model.decoder.operations.first { $0.kind == "Elu" })
    #expect(elu.attributes["alpha"] == .number(0.7))
    let batchNorm = try #require(
      model.decoder.operations.last { $0.kind == "BatchNormalization" })
    #expect(batchNorm.attributes["epsilon"] == .number(1e-2))
  }

  @Test("encoder, heads, dense layer and decoder of a class of its own are chained by their names")
  func userClass() throws {
    let model = try TorchModelFixture.model("vae")
    #expect(model.latentCount == 3)
    #expect(model.sampleShape == [16, 16, 1])
    #expect(model.range == 0...1)
    #expect(
      kinds(model.decoder) == [
        "Gemm", "Reshape", "ConvTranspose", "BatchNormalization", "LeakyRelu", "ConvTranspose",
        "Sigmoid",
      ])
    let encoder = try #require(model.encoder)
    #expect(encoder.inputs == [.init(name: "x", shape: [nil, 1, 16, 16])])
    #expect(encoder.outputs.map(\.shape) == [[nil, 3], [nil, 3]])
    #expect(encoder.operations.suffix(4).map(\.kind) == ["Reshape", "Gemm", "Reshape", "Gemm"])
    #expect(
      model.notes == [
        "no activation is assumed between decoder_input (Linear) and decoder (Sequential)",
        "module decoder (Sequential) is taken to read [6, 4, 4]",
      ])
  }

  @Test("one head of twice the latents holds the mean and the log variance")
  func jointHead() throws {
    let model = try TorchModelFixture.model("joint")
    #expect(model.latentCount == 4)
    #expect(kinds(model.encoder) == ["Reshape", "Gemm", "Tanh", "Gemm", "Split"])
    #expect(model.encoder?.outputs.count == 2)
    #expect(model.range == nil)
    #expect(model.notes.contains("the first half of the encoder's output is taken for the mean"))
    #expect(
      model.notes.contains("module decoder.2 (View) is taken for a reshape to [2, 4, 4]"))
  }

  @Test("what a decoder reads beside the latents is a label")
  func condition() throws {
    let model = try TorchModelFixture.model("conditional")
    #expect(model.latentCount == 2)
    #expect(
      model.selectors == [.init(name: "label", start: 2, count: 5, isCondition: true)])
    #expect(model.decoder.inputs.map(\.shape) == [[nil, 2], [nil, 5]])
    #expect(model.encoder?.inputs.map(\.shape) == [[nil, 64], [nil, 5]])
    #expect(model.sampleAxes == .vector)
    #expect(model.notes.contains { $0.hasSuffix("they could be a picture of 8x8") })
  }

  @Test("an autoencoder without names is cut at its narrowest layer")
  func narrowest() throws {
    let model = try TorchModelFixture.model("dense")
    #expect(model.latentCount == 2)
    #expect(kinds(model.encoder) == ["Gemm", "Relu", "Gemm"])
    #expect(kinds(model.decoder) == ["Gemm", "Relu", "Gemm", "Sigmoid"])
    #expect(model.sampleAxes == .vector)
  }

  @Test(
    "a module that does not say enough, or is no autoencoder, is refused with the reason",
    arguments: [
      ("functional", "the activation between fc3 (Linear) and fc4 (Linear) is not in the file"),
      ("spatial", "a code of shape [2, 4, 4], which has places like a picture, is not supported"),
      ("strangers", "expected 2 latents, as the decoder reads, found 3 numbers"),
      ("classifier", "Sequential, which narrows from 16 to 4 numbers and decodes nothing"),
      ("recurrent", "1 (LSTM): the module LSTM is not supported"),
    ])
  func refused(name: String, words: String) throws {
    let error = #expect(throws: InterchangeError.self) { try TorchModelFixture.model(name) }
    #expect(error?.description.contains(words) == true, "\(error.debugDescription)")
  }
}
