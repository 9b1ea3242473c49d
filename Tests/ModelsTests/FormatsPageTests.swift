import Datasets
import Models
import Networks
import Storage
import Tensors
import TestSupport
import Testing

/// `docs/FORMATS.md` names exactly what a checkpoint contains.
@Suite("The page of formats, of models") struct FormatsPageTests {
  private let page: FormatsPage

  init() throws { page = try FormatsPage() }

  /// Files that together contain everything that a checkpoint may contain.
  private static func files(in folder: TemporaryFolder) throws -> [SafetensorsFile] {
    let auxiliary = AuxiliaryObjective(
      form: .robust, factors: [AuxiliaryFactor(name: "flux", lower: 1e4, upper: 1e5)],
      alignmentWeight: 1, independenceWeight: 1, dependenceWeight: 1)
    let models = [
      try ExampleCheckpoint.make(auxiliary: auxiliary),
      try ExampleCheckpoint.make(
        latents: PointLatents(), corruption: Corruption(.gaussian, amount: 0.1),
        constraints: LatentConstraints(
          selectors: [.init(name: "label", start: 0, choices: ["a"], isCondition: false)], norm: 2)
      ),
    ]
    return try models.enumerated().map { index, model in
      let path = folder.path("model-\(index).safetensors")
      try model.save(to: path)
      return try SafetensorsFile(path: path)
    }
  }

  @Test("metadata and tensors")
  func parts() throws {
    let files = try Self.files(in: TemporaryFolder())
    #expect(page.names(under: "Metadata of a checkpoint") == Set(files.flatMap(\.metadata.keys)))
    let tensors = files.flatMap(\.entries).map { entry -> String in
      let parts = entry.name.split(separator: ".")
      return ["encoder", "decoder"].contains(parts[0])
        ? "\(parts[0]).….\(parts[parts.count - 1])" : entry.name
    }
    #expect(page.names(under: "Tensors of a checkpoint") == Set(tensors))
  }

  @Test("fields", arguments: ["objective", "transform", "training"])
  func fields(key: String) throws {
    let names = try Self.files(in: TemporaryFolder()).map { file in
      try JSONFields.names(
        in: #require(file.metadata["latentty.\(key)"]),
        opaque: ["settings", "latents.settings"])
    }
    #expect(page.names(under: "Fields of `latentty.\(key)`") == names[0].union(names[1]))
  }

  @Test("fields of the constraints of latents")
  func constraints() throws {
    let metadata = try Self.files(in: TemporaryFolder())[1].metadata["latentty.latents"]
    #expect(
      page.names(under: "Fields of `latentty.latents`")
        == (try JSONFields.names(in: #require(metadata))))
  }

  @Test("fields of a description of data, of all kinds together")
  func descriptions() throws {
    let description = DataDescription(
      name: "x", kind: .features, shape: [1, 1, 3], unit: "",
      factors: [Factor(name: "a", unit: "", lower: 0, upper: 1)], settings: ["a": "b"],
      features: [Feature("a")], quantities: [.galaxy], range: 0...1)
    #expect(
      page.names(under: "Fields of `latentty.data`")
        == (try JSONFields.names(in: JSONText.of(description), opaque: ["settings"])))
    for kind in [SampleKind.image, .matrix, .curve, .features, .classes] {
      #expect(page.rows(under: "Fields of `latentty.data`", column: 1)[1].contains(kind.rawValue))
    }
  }

  @Test("fields of the architecture")
  func architecture() throws {
    let decoder = try Network(
      inputShape: [2], name: "decoder", layers: [Dense(3), Activation(.sigmoid)])
    let encoder = try Network(
      inputShape: [1, 2, 1],
      nodes: [
        Node(name: "encoder.0", layer: Flatten(), inputs: [0]),
        Node(name: "encoder.1", layer: Dense(2), inputs: [1]),
        Node(name: "encoder.2", layer: Dense(2), inputs: [2], sharing: "encoder.1"),
        Node(name: "encoder.3", layer: Dense(4), inputs: [3]),
      ])
    let names = try JSONFields.names(
      in: JSONText.of(
        Architecture(
          name: "toy", encoder: encoder, decoder: decoder, output: .classes(["a", "b", "c"]))),
      opaque: ["decoder.nodes.layer", "encoder.nodes.layer"])
    let networks = names.filter { $0.hasPrefix("encoder.") }.map { String($0.dropFirst(8)) }
    let outer = names.filter { !$0.hasPrefix("encoder.") && !$0.hasPrefix("decoder.") }
    #expect(page.names(under: "Fields of `latentty.architecture`") == outer.union(networks))
  }

  /// One layer of every kind.
  private static let layers: [any Layer] = [
    Dense(3), Convolution(2, kernel: 3), TransposedConvolution(2, kernel: 3),
    Activation(.selu, alpha: 2, beta: 3), Flatten(), Reshape(height: 1, width: 3, channels: 1),
    Concatenation(axis: 1), Sum(), Symmetrization(), Constant(shape: [3]), Affine(),
    Arithmetic(.sum), ConstantArithmetic(.sum, shape: [3]), ParametricRectifier(shape: [3]),
    MatrixProduct(), Softmax(axis: 0), LayerNormalization(), GroupNormalization(groups: 1),
    LpNormalization(axis: 0), Pooling(.mean, kernel: [2, 2], strides: [2, 2]),
    Reduction(.mean, axes: [0], keepsAxes: true),
    Resize(size: [2, 2], method: .linear, scales: [1, 1]), Permutation([0]), View([3]),
    Slice(starts: [0], counts: [1]), Gather(axis: 0, indices: [0]),
    Padding(before: [1], after: [1]), Tiling([2]), Broadcast([3]),
  ]

  @Test("every kind of layer with its fields")
  func layerKinds() throws {
    #expect(Self.layers.map { type(of: $0).kind } == LayerRegistry.kinds)
    #expect(
      page.rows(under: "Kinds of layers").map { $0[0] } == LayerRegistry.kinds)
    let fields = page.rows(under: "Kinds of layers", column: 1)
    for (layer, fields) in zip(Self.layers, fields) {
      let kind = type(of: layer).kind
      #expect(Set(fields) == (try JSONFields.names(in: JSONText.of(layer))), "\(kind)")
    }
    let activations = page.text.split(separator: "\n").first { $0.hasPrefix("| `activation`") }
    for function in Activation.Function.allCases {
      #expect(activations?.contains("`\(function.rawValue)`") == true, "\(function)")
    }
  }

  @Test("every likelihood with its settings")
  func likelihoods() throws {
    let all: [any Likelihood] = [
      GaussianLikelihood(variance: 1), LaplaceLikelihood(scale: 1),
      BernoulliLikelihood(onesWeight: 2), PoissonLikelihood(), LogarithmicLikelihood(offset: 1),
    ]
    #expect(all.map { type(of: $0).name } == LikelihoodRegistry.all.map { $0.name })
    #expect(
      page.rows(under: "Likelihoods").map { $0[0] } == LikelihoodRegistry.all.map { $0.name })
    for (likelihood, settings) in zip(all, page.rows(under: "Likelihoods", column: 1)) {
      let fields = try JSONFields.names(in: JSONText.of(likelihood))
      #expect(Set(settings) == fields, "\(type(of: likelihood).name)")
    }
  }

  @Test("log variances are clamped as the page says")
  func clamping() {
    #expect(PosteriorVariance.headRange == -12...6)
    #expect(page.text.contains("log variances, which are clamped to -12...6"))
  }

  @Test("the program on the page is the one that wrote the fixture")
  func script() throws {
    let script = try MappedFile(path: PyTorchModel.path("decoder.py")).withUnsafeBytes {
      String(decoding: $0, as: UTF8.self)
    }
    #expect(page.text.contains("```python\n\(script)```"))
  }
}
