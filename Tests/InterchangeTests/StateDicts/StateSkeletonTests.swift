import Storage
import Tensors
import Testing

@testable import Interchange

/// Parts and their order by names and shapes.
@Suite struct StateSkeletonTests {
  private func entries(_ shapes: [(String, [Int])]) -> [TensorCollection.Entry] {
    shapes.map { TensorCollection.Entry(name: $0.0, typeName: "F32", shape: $0.1) }
  }

  private func collection(
    _ shapes: [(String, [Int])], value: Float = 0.1
  ) -> TensorCollection {
    let entries = entries(shapes)
    return TensorCollection(path: "m.pt", entries: entries) { name throws(StorageError) in
      let shape = entries.first { $0.name == name }?.shape ?? []
      return Tensor(repeating: value, shape: shape)
    }
  }

  private func problem(_ shapes: [(String, [Int])], value: Float = 0.1) -> String {
    do {
      return "\(try StateDictReading(collection(shapes, value: value)).notes)"
    } catch { return error.description }
  }

  @Test func tensorsAreNamedByWhatTheyDo() {
    let roles = TensorRole.roles(
      of: entries([
        ("encoder.0.weight", [8, 1, 4, 4]), ("encoder.0.bias", [8]),
        ("encoder.1.running_mean", [8]), ("encoder.1.running_var", [8]),
        ("encoder.1.weight", [8]), ("encoder.1.bias", [8]),
        ("encoder.1.num_batches_tracked", []), ("fc_mu.weight", [10, 128]),
        ("fc_var.weight", [10, 128]), ("decoder_input.weight", [128, 10]),
        ("decoder.0.weight", [64, 32, 4, 4]), ("epoch", []),
      ]))
    #expect(
      roles.map(\.words) == [
        "encoder, convolution 1 to 8, 4x4", "encoder, bias",
        "encoder, batch normalisation: running mean",
        "encoder, batch normalisation: running variance",
        "encoder, batch normalisation of 8: scale", "encoder, batch normalisation of 8: shift",
        "encoder, steps of training", "head: mean of 10 latents, dense 128 to 10",
        "head: log variance of 10 latents, dense 128 to 10", "decoder, dense 10 to 128",
        "decoder, transposed convolution 64 to 32, 4x4", "",
      ])
  }

  @Test(arguments: [
    ("encoder.mu", LayerRole.mean), ("z_log_var", .logVariance), ("mu_logvar_gen", .joint),
    ("module.netG.main.0", .decoder), ("hidden2mu", .mean), ("convT1", .decoder),
    ("discriminator.0", .aside), ("fc1", .unknown), ("logvar_layer", .logVariance),
    ("decoder.mu", .decoder), ("vae/encoder/dense", .encoder), ("toLogVar", .logVariance),
    ("gen.0", .decoder),
  ])
  func namesSayRoles(name: String, role: LayerRole) {
    #expect(LayerRole(named: name) == role)
  }

  @Test func layersFollowByTheirWidths() throws {
    let state = StateLayers(
      entries([
        ("decoder.convT1.weight", [8, 4, 4, 4]), ("decoder.convT2.weight", [4, 1, 4, 4]),
        ("decoder.lin1.weight", [16, 3]), ("decoder.lin2.weight", [128, 16]),
      ]))
    let chain = try #require(LayerChain(state.layers, side: .decoder, ends: .init(start: 3)))
    #expect(
      chain.links.map(\.layer.name) == [
        "decoder.lin1", "decoder.lin2", "decoder.convT1", "decoder.convT2",
      ])
    #expect(chain.links.map(\.reshapedChannels) == [nil, nil, 8, nil])
  }

  @Test func normalisationsThatAreDefinedTogetherAreSeparated() throws {
    let norms = ["bn1", "bn2"].flatMap { name in
      ["weight", "bias", "running_mean", "running_var"].map { ("\(name).\($0)", [8]) }
    }
    let state = StateLayers(
      entries([("conv1.weight", [8, 1, 3, 3]), ("conv2.weight", [8, 8, 3, 3])] + norms))
    let chain = try #require(LayerChain(state.layers, side: .encoder, ends: .init()))
    #expect(chain.links.map(\.layer.name) == ["conv1", "bn1", "conv2", "bn2"])
  }

  @Test func spatialLatentsAreRefused() {
    let text = problem([
      ("encoder.0.weight", [16, 1, 3, 3]), ("encoder.2.weight", [4, 16, 3, 3]),
      ("decoder.0.weight", [4, 16, 2, 2]), ("decoder.2.weight", [16, 1, 2, 2]),
    ])
    #expect(text.contains("the latents are spatial"), "\(text)")
    #expect(!text.contains("\n"))
  }

  @Test func weightsThatAreNotNumbersAreNamed() {
    let text = problem(
      [("decoder.0.weight", [8, 2]), ("decoder.2.weight", [16, 8])], value: .nan)
    #expect(
      text == "m.pt: tensor decoder.0.weight: expected finite numbers, found nan as element 0")
  }

  @Test func layersThatDoNotFitAreNamed() {
    let text = problem([("decoder.0.weight", [8, 2]), ("decoder.2.weight", [16, 9])])
    #expect(text.contains("decoder.0, decoder.2") && text.contains("do not follow"), "\(text)")
    let none = problem([("steps", [1])])
    #expect(none.contains("no decoder found"), "\(none)")
  }

  @Test("any names and shapes are read or refused", arguments: 0..<30)
  func chaos(seed: Int) {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    let names = ["encoder", "decoder", "fc_mu", "fc_var", "main", "bn", "convT", "", "z/vars"]
    let parts = [
      "weight", "bias", "running_mean", "running_var", "weight_g", "weight_v", "kernel", "0",
    ]
    for _ in 0..<40 {
      var shapes: [(String, [Int])] = []
      var used: Set<String> = []
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let name =
          "\(names.randomElement(using: &random) ?? "")\(Int.random(in: 0...2, using: &random)).\(parts.randomElement(using: &random) ?? "")"
        guard used.insert(name).inserted else { continue }
        let rank = Int.random(in: 0...5, using: &random)
        shapes.append(
          (name, (0..<rank).map { _ in [0, 1, 2, 3, 4, 8].randomElement(using: &random) ?? 1 }))
      }
      let text = problem(shapes)
      #expect(!text.isEmpty && !text.contains("\n"), "seed \(seed): \(text)")
    }
  }
}
