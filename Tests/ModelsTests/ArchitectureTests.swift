import Datasets
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct ArchitectureTests {
  private func architecture(
    _ family: String, sampleShape: [Int], latentCount: Int = 3, channels: [Int] = [4, 4, 8, 8],
    hiddenCount: Int = 9, outputActivation: Activation.Function? = nil
  ) throws -> Architecture {
    try #require(ArchitectureFamily.named(family)).architecture(
      .init(
        sampleShape: sampleShape, latentCount: latentCount, channels: channels,
        hiddenCount: hiddenCount, outputActivation: outputActivation))
  }

  @Test(arguments: [[64, 64, 1], [32, 32, 3], [48, 16, 2]])
  func burgessHalvesBothSides(shape: [Int]) throws {
    let built = try architecture("burgess", sampleShape: shape, outputActivation: .sigmoid)
    #expect(built.sampleShape == shape && built.latentCount == 3)
    #expect(built.encoder?.shapes.contains([shape[0] / 16, shape[1] / 16, 8]) == true)
    #expect(built.decoder.outputShape == shape)
    #expect(built.decoder.nodes.last?.layer as? Activation == Activation(.sigmoid))
  }

  @Test(arguments: [29, 32, 33, 36]) func galaxyFitsItsLastKernel(side: Int) throws {
    let built = try architecture("galaxy", sampleShape: [side, side, 1], hiddenCount: 0)
    #expect(built.sampleShape == [side, side, 1])
    let last = try #require(built.decoder.nodes.last?.layer as? TransposedConvolution)
    #expect(last.kernel == [side - 28, side - 28] && last.strides == [4, 4])
  }

  /// The published network has 10 latents, 32 to 256 channels and 33 pixels a side.
  @Test func galaxyDefaultsAreThePublishedOnes() throws {
    let family = try #require(ArchitectureFamily.named("galaxy"))
    let built = try architecture(
      "galaxy", sampleShape: [33, 33, 1], latentCount: 10, channels: family.defaultChannels,
      hiddenCount: family.defaultHiddenCount)
    #expect(
      built.encoder?.shapes.filter { $0.count == 3 && $0[2] > 1 }.map { $0[0] }
        == [16, 16, 8, 8, 4, 4, 2, 2])
    #expect(built.encoder?.shapes.contains([1024]) == true)
    #expect(built.decoder.shapes.map { $0[0] } == [10, 1, 2, 2, 4, 4, 8, 8, 33])
  }

  @Test(arguments: [[1, 1000, 1], [33, 33, 1], [8, 5, 3]])
  func denseIsMirrored(shape: [Int]) throws {
    let built = try architecture(
      "dense", sampleShape: shape, latentCount: 6, channels: [256, 128], hiddenCount: 0)
    let count = shape.reduce(1, *)
    #expect(built.encoder?.shapes == [shape, [count], [256], [256], [128], [128], [12]])
    #expect(built.decoder.shapes == [[6], [128], [128], [256], [256], [count], shape])
    let table = ParameterTable(built.networks)
    #expect(
      table.entries.map(\.name).filter { $0.hasSuffix("weight") } == [
        "encoder.1.weight", "encoder.3.weight", "encoder.5.weight", "decoder.0.weight",
        "decoder.2.weight", "decoder.4.weight",
      ])
    let linear = try architecture("dense", sampleShape: shape, channels: [], hiddenCount: 0)
    #expect(linear.encoder?.shapes == [shape, [count], [6]])
    #expect(throws: NetworkError.self) { try architecture("dense", sampleShape: shape) }
  }

  /// The network for matrices of 30 rows: 30 is padded to 32 and halved three times.
  @Test func paddedReachesSidesThatCannotBeHalved() throws {
    let family = try #require(ArchitectureFamily.named("padded"))
    let built = try architecture(
      "padded", sampleShape: [30, 30, 1], latentCount: 40, channels: family.defaultChannels,
      hiddenCount: family.defaultHiddenCount)
    #expect(
      built.encoder?.shapes == [
        [30, 30, 1], [16, 16, 16], [16, 16, 16], [8, 8, 32], [8, 8, 32], [4, 4, 64], [4, 4, 64],
        [1024], [256], [256], [80],
      ])
    #expect(built.decoder.outputShape == [30, 30, 1])
    for side in [24, 28, 32] {
      let other = try architecture("padded", sampleShape: [side, side, 2], channels: [4, 4, 4])
      #expect(other.sampleShape == [side, side, 2])
    }
    for shape in [[31, 31, 1], [30, 32, 1], [0, 0, 1], [30, 30]] {
      #expect(throws: NetworkError.self) {
        try architecture("padded", sampleShape: shape, channels: [4, 4, 4])
      }
    }
    #expect(throws: NetworkError.self) {
      try architecture("padded", sampleShape: [30, 30, 1], channels: [])
    }
  }

  /// The padded network with a linear bypass around encoder and decoder.
  @Test func matricesComeOutSymmetric() throws {
    let built = try architecture(
      "matrix", sampleShape: [6, 6, 1], latentCount: 3, channels: [4], hiddenCount: 5,
      outputActivation: .sigmoid)
    #expect(
      built.encoder?.nodes.map(\.name).suffix(3) == [
        "encoder.linear.0", "encoder.linear.1", "encoder.sum",
      ])
    #expect(
      built.decoder.nodes.map(\.name).suffix(5) == [
        "decoder.linear.0", "decoder.linear.1", "decoder.sum", "decoder.output.0",
        "decoder.output.1",
      ])
    #expect(built.encoder?.outputShape == [6] && built.decoder.outputShape == [6, 6, 1])
    var random = CounterRandom(testCase: 3)
    let table = ParameterTable(built.networks)
    let model = Model(
      architecture: built,
      transform: PixelTransform(mode: .identity),
      parameters: table.initialValues(seed: 3))
    let matrix = model.decode(Tensor(shape: [1, 3], elements: random.floats(3)))
    for i in 0..<6 {
      #expect(matrix.elements[i * 7] == 0)
      for j in 0..<i { #expect(matrix.elements[i * 6 + j] == matrix.elements[j * 6 + i]) }
    }
    for shape in [[6, 6, 2], [5, 5, 1], [6, 4, 1]] {
      #expect(throws: NetworkError.self) {
        try architecture("matrix", sampleShape: shape, channels: [4])
      }
    }
  }

  @Test func sizesThatDoNotFit() {
    #expect(throws: NetworkError.self) { try architecture("burgess", sampleShape: [33, 32, 1]) }
    #expect(throws: NetworkError.self) { try architecture("burgess", sampleShape: [0, 0, 1]) }
    #expect(throws: NetworkError.self) { try architecture("burgess", sampleShape: [64, 64]) }
    #expect(throws: NetworkError.self) {
      try architecture("burgess", sampleShape: [64, 64, 1], channels: [])
    }
    for count in [62, 63, 64, 70] {
      #expect(throws: NetworkError.self) {
        try architecture(
          "burgess", sampleShape: [64, 64, 1], channels: Array(repeating: 4, count: count))
      }
    }
    #expect(throws: NetworkError.self) {
      try architecture("burgess", sampleShape: [64, 64, 1], latentCount: 0)
    }
    #expect(throws: NetworkError.self) { try architecture("galaxy", sampleShape: [28, 28, 1]) }
    #expect(throws: NetworkError.self) { try architecture("galaxy", sampleShape: [33, 40, 1]) }
    #expect(throws: NetworkError.self) {
      try architecture("galaxy", sampleShape: [33, 33, 1], channels: [4, 4, 4])
    }
  }

  @Test func networksMustFitEachOther() throws {
    let encoder = try Network(inputShape: [2, 2, 1], name: "a", layers: [Flatten(), Dense(6)])
    let decoder = { (name: String, latents: Int, channels: Int) in
      try Network(
        inputShape: [latents], name: name,
        layers: [Dense(4 * channels), Reshape(height: 2, width: 2, channels: channels)])
    }
    #expect(
      try Architecture(name: "x", encoder: encoder, decoder: decoder("b", 3, 1)).latentCount == 3)
    #expect(throws: NetworkError.self) {
      try Architecture(name: "x", encoder: encoder, decoder: decoder("b", 4, 1))
    }
    #expect(
      try Architecture(name: "x", encoder: encoder, decoder: decoder("b", 2, 1)).headCount == 3)
    #expect(throws: NetworkError.self) {
      try Architecture(name: "x", encoder: encoder, decoder: decoder("b", 3, 2))
    }
    #expect(throws: NetworkError.duplicateName("a.0")) {
      try Architecture(name: "x", encoder: encoder, decoder: decoder("a", 3, 1))
    }
  }

  @Test(arguments: ["burgess", "galaxy", "dense", "padded", "matrix"]) func filesRoundTrip(
    family: String
  )
    throws
  {
    let side = ["burgess", "padded", "matrix"].contains(family) ? 32 : 33
    let built = try architecture(
      family, sampleShape: [side, side, 1], hiddenCount: family == "dense" ? 0 : 9,
      outputActivation: .softplus)
    let data = try JSONEncoder().encode(built)
    #expect(try JSONDecoder().decode(Architecture.self, from: data) == built)
  }

  @Test func familiesHaveNamesOfTheirOwn() {
    let names = ArchitectureFamily.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(ArchitectureFamily.named("resnet") == nil)
  }
}
