import Datasets
import Models
import Networks
import Storage
import Tensors
import TestSupport
import Testing

/// Models whose files contain little more than the weights.
@Suite("Models without some parts") struct OptionalPartsTests {
  private static let decoderOnly: Set<ModelPart> = [.samples]

  @Test("a decoder written by PyTorch decodes to PyTorch's numbers")
  func decoder() throws {
    let opened = try ModelFormat.open(path: PyTorchModel.path("decoder.safetensors"))
    #expect(opened.parts == Self.decoderOnly)
    #expect(opened.data == DataDescription(ofSamples: [8, 8, 1]))
    #expect(opened.model.transform == PixelTransform(mode: .identity))
    let expected = try SafetensorsFile(path: PyTorchModel.path("decoder_expected.safetensors"))
    let samples = opened.model.decode(try expected.tensor("latents"))
    #expect(
      largestDifference(
        samples.elements, from: try expected.tensor("samples").elements.map(Double.init)) < 1e-6)
  }

  @Test("an encoder written by PyTorch encodes to PyTorch's numbers")
  func encoder() throws {
    let opened = try ModelFormat.open(path: PyTorchModel.path("autoencoder.safetensors"))
    #expect(opened.parts == Self.decoderOnly.union([.encoder]))
    let expected = try SafetensorsFile(path: PyTorchModel.path("autoencoder_expected.safetensors"))
    let posterior = opened.model.encode(try expected.tensor("samples"))
    #expect(
      largestDifference(
        posterior.mean.elements, from: try expected.tensor("means").elements.map(Double.init))
        < 1e-6)
    #expect(
      largestDifference(
        posterior.logVariances.elements,
        from: try expected.tensor("log_variances").elements.map(Double.init)) < 1e-6)
  }

  @Test("unknown facts are not written, and every single fact is optional")
  func facts() throws {
    let folder = try TemporaryFolder()
    let whole = try ExampleCheckpoint.make()
    let changes: [(inout ModelFacts) -> Void] = [
      { $0.objective = nil }, { $0.statistics = nil }, { $0.gallery = nil }, { $0.training = nil },
      { $0 = ModelFacts() },
    ]
    for (index, change) in changes.enumerated() {
      var facts = whole.facts
      change(&facts)
      let path = folder.path("\(index).safetensors")
      let saved = DescribedModel(whole.model, facts: facts)
      try saved.save(to: path)
      let opened = try Checkpoint.load(path: path)
      #expect(opened.parts == saved.parts && opened.data == saved.data, "change \(index)")
      #expect(opened.facts.objective == facts.objective, "change \(index)")
      #expect(opened.facts.statistics == facts.statistics, "change \(index)")
      #expect(opened.facts.gallery == facts.gallery, "change \(index)")
      #expect(opened.facts.training == facts.training, "change \(index)")
    }
  }

  @Test("statistics with a missing tensor are refused")
  func incompleteStatistics() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    try ExampleCheckpoint.make().save(to: path)
    let file = try SafetensorsFile(path: path)
    let tensors = try file.entries.filter { $0.name != "statistics.codes" }
      .map { NamedTensor($0.name, try file.tensor($0.name)) }
    try SafetensorsWriter.write(tensors, metadata: file.metadata, to: path)
    let error = #expect(throws: ModelError.self) { try ModelFormat.open(path: path) }
    #expect(error?.description.contains("\"statistics.codes\"") == true)
  }

  @Test("an encoder with one head has point codes")
  func codesAlone() throws {
    let encoder = try Network(
      inputShape: [1, 4, 1], name: "encoder", layers: [Flatten(), Dense(2)])
    let decoder = try Network(
      inputShape: [2], name: "decoder",
      layers: [Dense(4), Reshape(height: 1, width: 4, channels: 1)])
    let architecture = try Architecture(name: "plain", encoder: encoder, decoder: decoder)
    let folder = try TemporaryFolder()
    let path = folder.path("plain.safetensors")
    try DescribedModel(
      Model(
        architecture: architecture, latents: PointLatents(),
        transform: PixelTransform(mode: .identity),
        parameters: ParameterTable(architecture.networks).initialValues(seed: 2))
    ).save(to: path)
    let opened = try ModelFormat.open(path: path)
    #expect(opened.model.latents.isEqual(to: PointLatents()))
    let codes = opened.model.encode(Tensor(repeating: 1, shape: [3, 1, 4, 1]))
    #expect(codes.mean.shape == [3, 2] && codes.logVariance == nil)
  }

  @Test("a missing part is reported in one line to what needs it")
  func needs() throws {
    let path = PyTorchModel.path("decoder.safetensors")
    let opened = try ModelFormat.open(path: path)
    try opened.require([.samples], for: "explore", in: path)
    let error = #expect(throws: MissingPart.self) {
      try opened.require([.samples, .encoder, .gallery], for: "diagnose", in: "x.safetensors")
    }
    #expect(
      error?.description
        == "x.safetensors: diagnose needs an encoder, and the file has a decoder only")
    #expect(
      ModelPart.summary(of: [.samples, .encoder, .statistics])
        == "a decoder, an encoder and statistics of the latents")
  }

  @Test("a decoder of classes is accepted, and one of other sizes is refused")
  func classes() throws {
    let decoder = try Network(inputShape: [2], name: "decoder", layers: [Dense(3)])
    let encoder = try Network(
      inputShape: [1, 5, 1], name: "encoder", layers: [Flatten(), Dense(4)])
    let architecture = try Architecture(
      name: "classifier", encoder: encoder, decoder: decoder, output: .classes(["a", "b", "c"]))
    #expect(architecture.sampleShape == [1, 5, 1])
    let model = Model(
      architecture: architecture, transform: PixelTransform(mode: .identity),
      parameters: ParameterTable(architecture.networks).initialValues(seed: 1))
    let folder = try TemporaryFolder()
    let path = folder.path("classes.safetensors")
    try DescribedModel(model).save(to: path)
    let opened = try ModelFormat.open(path: path)
    #expect(opened.model.output == .classes(["a", "b", "c"]))
    #expect(opened.parts == [.encoder])
    #expect(throws: MissingPart.self) { try opened.require([.samples], for: "explore", in: path) }
    #expect(throws: NetworkError.self) {
      try Architecture(name: "wrong", encoder: nil, decoder: decoder, output: .classes(["a"]))
    }
    #expect(throws: NetworkError.self) {
      try Architecture(name: "no samples", encoder: nil, decoder: decoder)
    }
  }
}

/// A format of models that is added as `docs/ARCHITECTURE.md` says: a value and its place in the table.
@Suite("A toy format of models") struct ToyModelFormatTests {
  private struct Trouble: Error, CustomStringConvertible {
    var description: String { "toy.csv: line 1: expected weights, found none" }
  }

  /// Files that begin with `toy`, whose model has one weight for every number behind it.
  private static let toy = ModelFormat(
    name: "a toy", endings: ["toy"],
    recognise: { $0.bytes.starts(with: "toy".utf8) },
    read: { path in
      let text = try MappedFile(path: path).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      let weights = text.split(separator: " ").compactMap { Float($0) }
      guard !weights.isEmpty else { throw Trouble() }
      let decoder = try Network(
        inputShape: [1], name: "decoder",
        layers: [Dense(weights.count), Reshape(height: 1, width: weights.count, channels: 1)])
      let architecture = try Architecture(name: "toy", encoder: nil, decoder: decoder)
      let table = ParameterTable(architecture.networks)
      var parameters = [Float](repeating: 0, count: table.count)
      table.assign(
        Tensor(shape: [weights.count, 1], elements: weights), to: table.entries[0],
        in: &parameters)
      return DescribedModel(
        Model(
          architecture: architecture, transform: PixelTransform(mode: .identity),
          parameters: parameters))
    })

  private static let formats = ModelFormat.all + [toy]

  @Test("it is recognised by its content, read, and distinguished from others")
  func opens() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.any")
    try AtomicFile.write(Array("toy 2 -3 ".utf8), to: path)
    #expect(
      ModelFormat.recognising(try FileStart(path: path), among: Self.formats)?.name == "a toy")
    #expect(ModelFormat.recognising(try FileStart(path: path)) == nil)
    let opened = try ModelFormat.open(path: path, formats: Self.formats)
    #expect(opened.model.decode(Tensor(shape: [1, 1], elements: [2])).elements == [4, -6])
    let checkpoint = PyTorchModel.path("decoder.safetensors")
    #expect(try ModelFormat.open(path: checkpoint, formats: Self.formats).model.latentCount == 2)
  }

  @Test("its errors and those of files that are not models are one line")
  func refuses() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("toy.csv")
    try AtomicFile.write(Array("toy".utf8), to: path)
    var error = #expect(throws: ModelError.self) {
      try ModelFormat.open(path: path, formats: Self.formats)
    }
    #expect(error?.description == Trouble().description)
    try AtomicFile.write(Array("a,b\n".utf8), to: path)
    error = #expect(throws: ModelError.self) {
      try ModelFormat.open(path: path, formats: Self.formats)
    }
    #expect(
      error?.description
        == "\(path): expected a model (\(Self.formats.map(\.name).joined(separator: ", "))), found a text"
    )
  }
}
