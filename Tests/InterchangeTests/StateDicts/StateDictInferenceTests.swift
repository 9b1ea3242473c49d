import Storage
import Tensors
import Testing

@testable import Interchange

/// The architecture of bare weights, against what PyTorch and Keras compute with them.
@Suite struct StateDictInferenceTests {
  private func text(_ ranking: [ForeignModel.Interpretation]) -> String {
    ranking.prefix(6).map { "\($0.error): \($0.words)" }.joined(separator: "\n")
  }

  private static let models = [
    "dense", "example", "convolutional", "stranger", "burgess-sorted", "halves", "plain-sorted",
    "mixed", "padded", "pooled", "conditional", "normed", "generator", "keras",
  ]

  @Test("a sidecar makes what the model's own framework computes", arguments: models)
  func theTruthIsRight(name: String) throws {
    let fixture = try StateDictFixture(name)
    let model = try ForeignModel.stateDictionary(
      fixture.tensors, sidecar: fixture.truth, samples: nil)
    #expect(try fixture.decodingError(model) < 1e-5)
    if let encoding = try fixture.encodingError(model) { #expect(encoding < 1e-5) }
  }

  /// Those whose true interpretation is the first; for the others the weights say too little without samples.
  private static let recognised = models.filter {
    !["mixed", "stranger", "padded", "keras"].contains($0)
  }

  @Test("the first interpretation is the true one", arguments: recognised)
  func theFirstIsRight(name: String) throws {
    let fixture = try StateDictFixture(name)
    let reading = try StateDictReading(fixture.tensors)
    let model = try reading.model()
    let decoding = try fixture.decodingError(model)
    let place = try reading.candidates.indices.first {
      try fixture.decodingError(reading.model(choice: $0)) < 1e-5
    }
    let found = place.map { "place \($0 + 1)" } ?? "not among them"
    #expect(
      decoding < 1e-5, "\(name): \(decoding), \(found)\n\(text(model.ranking))\n\(model.notes)")
  }

  @Test(
    "samples of the data choose the same",
    arguments: ["burgess-sorted", "padded", "pooled"])
  func samplesChoose(name: String) throws {
    let fixture = try StateDictFixture(name)
    let model = try ForeignModel.stateDictionary(
      fixture.tensors, sidecar: nil, samples: try fixture.samples())
    let decoding = try fixture.decodingError(model)
    #expect(decoding < 1e-5, "\(name): \(decoding)\n\(text(model.ranking))")
    #expect(model.notes.contains { $0.contains("reconstruction") }, "\(model.notes)")
  }

  @Test(
    "a written sidecar makes the same model",
    arguments: [
      "dense", "convolutional", "burgess-sorted", "conditional", "plain-sorted", "generator",
    ])
  func sidecarsAreReadBack(name: String) throws {
    let fixture = try StateDictFixture(name)
    let reading = try StateDictReading(fixture.tensors)
    for candidate in reading.candidates {
      let read = try ModelSidecar(toml: candidate.sidecar.toml, path: "MODEL.toml")
      #expect(read == candidate.sidecar, "\(candidate.sidecar.toml)")
    }
    let first = try #require(reading.candidates.first)
    let model = try ForeignModel.stateDictionary(
      fixture.tensors, sidecar: try ModelSidecar(toml: first.sidecar.toml, path: "MODEL.toml"),
      samples: nil)
    let decoding = try fixture.decodingError(model)
    #expect(decoding < 1e-5, "\(first.sidecar.toml)")
    #expect(model.ranking.isEmpty)
  }

  @Test func theChoiceIsTheUsers() throws {
    let fixture = try StateDictFixture("dense")
    let reading = try StateDictReading(fixture.tensors)
    let errors = reading.candidates.map(\.interpretation.error)
    #expect(errors.count > 5 && errors[0] <= errors[1] * 1.5, "\(errors)")
    let second = try reading.model(choice: 1)
    #expect(try fixture.decodingError(second) > 1e-5)
    #expect(throws: InterchangeError.self) { try reading.model(choice: 1000) }
  }

  @Test func labelsAreSelectors() throws {
    let model = try StateDictReading(StateDictFixture("conditional").tensors).model()
    let label = ForeignModel.Selector(name: "label", start: 2, count: 4, isCondition: true)
    #expect(model.selectors == [label])
    #expect(model.latentCount == 2)
    #expect(model.decoder.inputs.map(\.name) == ["z", "label"])
    #expect(model.encoder?.inputs.map(\.name) == ["x", "label"])
  }

  @Test func aFamilyIsNamed() throws {
    let notes = try StateDictReading(StateDictFixture("burgess-sorted").tensors).notes
    #expect(notes.contains { $0.contains("disentangling-vae") }, "\(notes)")
  }
}
