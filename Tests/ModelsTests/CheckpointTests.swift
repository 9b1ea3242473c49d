import Datasets
import Models
import Networks
import Storage
import Tensors
import TestSupport
import Testing

@Suite("Checkpoint files")
struct CheckpointTests {
  @Test("a checkpoint opens equal to what was saved, and saves to the same bytes")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let saved = try ExampleCheckpoint.make()
    let path = folder.path("model.safetensors")
    try saved.save(to: path)
    let opened = try Checkpoint.load(path: path)

    #expect(opened.model.parameters == saved.model.parameters)
    #expect(opened.model.architecture == saved.model.architecture)
    #expect(opened.model.transform == saved.model.transform)
    #expect(opened.facts.objective == saved.facts.objective)
    #expect(opened.data == saved.data)
    #expect(opened.facts.statistics == saved.facts.statistics)
    #expect(opened.facts.gallery == saved.facts.gallery)
    #expect(opened.facts.training == saved.facts.training)
    let means = try #require(saved.facts.gallery).means
    #expect(opened.model.decode(means) == saved.model.decode(means))

    let second = folder.path("again.safetensors")
    try opened.save(to: second)
    let first = try MappedFile(path: path)
    let again = try MappedFile(path: second)
    #expect(first.withUnsafeBytes { Array($0) } == again.withUnsafeBytes { Array($0) })
    #expect(folder.names == ["again.safetensors", "model.safetensors"])
  }

  @Test("an auxiliary objective and its alignments are restored")
  func auxiliaryRoundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    let auxiliary = AuxiliaryObjective(
      form: .robust, factors: [AuxiliaryFactor(name: "flux", lower: 1.5e4, upper: 9e4)],
      priorWidth: 0.25, alignmentWeight: 50, independenceWeight: 20)
    let saved = try ExampleCheckpoint.make(auxiliary: auxiliary)
    try saved.save(to: path)
    let opened = try Checkpoint.load(path: path)
    #expect(
      opened.facts.objective == saved.facts.objective
        && opened.facts.objective?.auxiliary == auxiliary)
    #expect(opened.facts.statistics == saved.facts.statistics)
    #expect(opened.facts.statistics?.alignments.map { $0?.factor } == [0, nil])
    #expect(opened.facts.statistics?.correlations.shape == [2, 1])
  }

  @Test("a file from before objectives had factors opens with none")
  func olderFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    try ExampleCheckpoint.make().save(to: path)
    let file = try SafetensorsFile(path: path)
    var metadata = file.metadata
    metadata["latentty.objective"] =
      #"{"beta":4,"likelihood":"gaussian","settings":{"variance":0.25}}"#
    let tensors = try file.entries
      .filter { !["statistics.correlations", "statistics.alignments"].contains($0.name) }
      .map { NamedTensor($0.name, try file.tensor($0.name)) }
    #expect(tensors.count == file.entries.count - 2)
    try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
    let opened = try Checkpoint.load(path: path)
    #expect(
      opened.facts.objective == Objective(likelihood: GaussianLikelihood(variance: 0.25), beta: 4))
    #expect(opened.facts.statistics?.alignments == [nil, nil])
    #expect(opened.facts.statistics?.correlations.shape == [2, 0])
  }

  @Test("weights lie in the file under PyTorch's names and layouts")
  func layout() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    try ExampleCheckpoint.make().save(to: path)
    let file = try SafetensorsFile(path: path)
    #expect(file.entry("encoder.0.weight")?.shape == [3, 1, 4, 4])
    #expect(file.entry("encoder.2.weight")?.shape == [5, 3, 4, 4])
    #expect(file.entry("encoder.5.weight")?.shape == [7, 20])
    #expect(file.entry("decoder.0.weight")?.shape == [7, 2])
    #expect(file.entry("decoder.5.weight")?.shape == [5, 3, 4, 4])
    #expect(file.entry("decoder.7.weight")?.shape == [3, 1, 4, 4])
  }

  @Test("damage is reported in one line", arguments: Damage.all)
  fileprivate func damage(_ damage: Damage) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    try ExampleCheckpoint.make().save(to: path)
    let file = try SafetensorsFile(path: path)
    var metadata = file.metadata
    var tensors = try file.entries.map { NamedTensor($0.name, try file.tensor($0.name)) }
    damage.change(&metadata, &tensors)
    try SafetensorsWriter.write(tensors, metadata: metadata, to: path)

    let error = try #require(throws: CheckpointError.self) { try Checkpoint.load(path: path) }
    #expect(!error.description.contains("\n"))
    #expect(error.description.hasPrefix(path))
    for word in damage.words { #expect(error.description.contains(word), "\(error)") }
  }

  @Test("a missing file is reported")
  func missing() throws {
    let error = try #require(throws: CheckpointError.self) {
      try Checkpoint.load(path: "/nowhere/model.safetensors")
    }
    #expect(error.description.contains("/nowhere/model.safetensors"))
  }

  @Test("a file truncated anywhere is refused without a trap", arguments: 0..<24)
  func truncation(seed: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    try ExampleCheckpoint.make().save(to: path)
    let bytes = try MappedFile(path: path).withUnsafeBytes { Array($0) }
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    let length = Int(random.nextUniform() * Double(bytes.count))
    try AtomicFile.write(Array(bytes[..<length]), to: path)
    #expect(throws: CheckpointError.self, "seed \(seed), \(length) bytes") {
      try Checkpoint.load(path: path)
    }
  }

  @Test("a changed header byte gives a checkpoint or an error, not a trap", arguments: 0..<200)
  func flippedHeader(seed: Int) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("model.safetensors")
    try ExampleCheckpoint.make().save(to: path)
    var bytes = try MappedFile(path: path).withUnsafeBytes { Array($0) }
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration, step: 1)
    let headerLength = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) } + 8
    bytes[Int(random.nextUniform() * Double(headerLength))] = UInt8(random.nextWord() & 0x7F)
    try AtomicFile.write(bytes, to: path)
    do {
      let opened = try Checkpoint.load(path: path)
      #expect(opened.model.latentCount == ExampleCheckpoint.latents, "seed \(seed)")
    } catch {
      #expect(!error.description.contains("\n"), "seed \(seed)")
    }
  }
}

/// A way to damage a checkpoint, and the words that its error must contain.
private struct Damage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let words: [String]
  let change: @Sendable (inout [String: String], inout [NamedTensor]) -> Void

  static let all = [
    Damage(testDescription: "no format", words: ["latentty.format"]) { metadata, _ in
      metadata["latentty.format"] = nil
    },
    Damage(testDescription: "newer format", words: ["1", "99"]) { metadata, _ in
      metadata["latentty.format"] = "99"
    },
    Damage(testDescription: "no architecture", words: ["latentty.architecture"]) { metadata, _ in
      metadata["latentty.architecture"] = nil
    },
    Damage(testDescription: "broken objective", words: ["latentty.objective"]) { metadata, _ in
      metadata["latentty.objective"] = "{\"beta\":"
    },
    Damage(testDescription: "unknown layer", words: ["fancy", "convolution"]) { metadata, _ in
      metadata["latentty.architecture"] = replacing("\"dense\"", "\"fancy\"", in: metadata)
    },
    Damage(testDescription: "huge layer", words: ["latentty.architecture"]) { metadata, _ in
      metadata["latentty.architecture"] = replacing(
        "\"outputCount\":7", "\"outputCount\":4611686018427387904", in: metadata)
    },
    Damage(testDescription: "another width", words: ["encoder.5.weight", "[9, 20]", "[7, 20]"]) {
      metadata, _ in
      metadata["latentty.architecture"] = replacing(
        "\"outputCount\":7", "\"outputCount\":9", in: metadata)
    },
    Damage(testDescription: "flat transform", words: ["latentty.transform", "maximum"]) {
      metadata, _ in
      metadata["latentty.transform"] =
        #"{"maximum":1,"minimum":1,"mode":"asinh","softening":5}"#
    },
    Damage(testDescription: "missing weight", words: ["decoder.0.bias"]) { _, tensors in
      tensors.removeAll { $0.name == "decoder.0.bias" }
    },
    Damage(testDescription: "weight that is no number", words: ["encoder.0.bias", "nan", "1"]) {
      _, tensors in
      replace("encoder.0.bias", with: Tensor(shape: [3], elements: [0, .nan, 0]), in: &tensors)
    },
    Damage(testDescription: "gallery of another shape", words: ["gallery.samples"]) { _, tensors in
      replace("gallery.samples", with: Tensor(repeating: 1, shape: [6, 8, 7, 1]), in: &tensors)
    },
    Damage(testDescription: "gallery rows disagree", words: ["gallery.means"]) { _, tensors in
      replace("gallery.means", with: Tensor(repeating: 1, shape: [5, 2]), in: &tensors)
    },
    Damage(testDescription: "unknown form", words: ["latentty.objective", "fancy"]) {
      metadata, _ in
      metadata["latentty.objective"] = objective(form: "fancy", factor: "flux", upper: 2)
    },
    Damage(testDescription: "factor without a range", words: ["latentty.objective", "1.0...1.0"]) {
      metadata, _ in
      metadata["latentty.objective"] = objective(form: "robust", factor: "flux", upper: 1)
    },
    Damage(testDescription: "factor that the data lack", words: ["mass", "flux"]) { metadata, _ in
      metadata["latentty.objective"] = objective(form: "robust", factor: "mass", upper: 2)
    },
    Damage(testDescription: "alignment with no factor", words: ["statistics.alignments", "7"]) {
      _, tensors in
      replace("statistics.alignments", with: Tensor(repeating: 7, shape: [2, 4]), in: &tensors)
    },
    Damage(testDescription: "correlations of other factors", words: ["statistics.correlations"]) {
      _, tensors in
      replace("statistics.correlations", with: Tensor(repeating: 0, shape: [2, 3]), in: &tensors)
    },
    Damage(testDescription: "short statistics", words: ["statistics.divergence"]) { _, tensors in
      replace("statistics.divergence", with: Tensor(repeating: 1, shape: [1]), in: &tensors)
    },
  ]

  private static func objective(form: String, factor: String, upper: Double) -> String {
    """
    {"beta":4,"likelihood":"gaussian","settings":{"variance":0.25},"reduction":"sum","auxiliary":
    {"form":"\(form)","factors":[{"name":"\(factor)","lower":1,"upper":\(upper)}],
    "priorWidth":1,"alignmentWeight":1,"independenceWeight":1}}
    """
  }

  private static func replacing(
    _ old: String, _ new: String, in metadata: [String: String]
  ) -> String? {
    metadata["latentty.architecture"].map {
      $0.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
  }

  private static func replace(
    _ name: String, with tensor: Tensor, in tensors: inout [NamedTensor]
  ) {
    for index in tensors.indices where tensors[index].name == name {
      tensors[index] = NamedTensor(name, tensor)
    }
  }
}
