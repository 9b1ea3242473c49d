import Datasets
import Models
import Storage
import Tensors
import TestSupport
import Testing

@testable import Training

/// Runs whose latents are tied to factors.
@Suite struct AuxiliaryTrainingTests {
  private static let settings = [
    "objective.name=aux-vae", "objective.factors=[\"place\", \"brightness\"]",
    "objective.alignment_weight=30", "objective.independence_weight=10",
  ]

  private func recipe(epochs: Int, _ overrides: [String] = []) throws -> Recipe {
    try TinyExperiment.recipe(epochs: epochs, set: Self.settings + overrides)
  }

  @Test func alignmentIsLoggedAndRises() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let trainer = try TinyExperiment.trainer(
      at: path, recipe(epochs: 40, ["optimizer.learning_rate=0.005"]))
    var last: TrainingProgress?
    _ = try trainer.train { last = $0 }
    #expect(last?.loss.penalties.map(\.name) == ["alignment", "cross", "leakage"])
    let events = try EventLog.events(at: "\(path)/events.jsonl")
    let alignments = events.compactMap { $0["loss/alignment"] }
    #expect(alignments.count == events.count)
    #expect(alignments[0] > 0.3 && alignments[alignments.count - 1] < 0.1, "\(alignments)")
    for event in events {
      let parts = try ["reconstruction", "kl", "alignment", "cross", "leakage"].map {
        try #require(event["loss/\($0)"])
      }
      guard event["epoch"] ?? 0 > 2 else { continue }
      let total = parts[0] + parts[1] + 30 * (parts[2] + parts[3]) + 10 * parts[4]
      let logged = try #require(event["loss/train"])
      // Events right after the warm-up still include steps with a smaller beta.
      if event["epoch"] ?? 0 > 3 { #expect(abs(logged - total) < 1e-9 * max(1, abs(total))) }
    }
    let checkpoint = try Checkpoint.load(path: "\(path)/latest.safetensors")
    let statistics = try #require(checkpoint.facts.statistics)
    #expect(statistics.alignments.map { $0?.factor } == [0, 1, nil])
    #expect(statistics.correlations[0, 0] > 0.8)
    #expect(checkpoint.facts.training?.objective == "Aux-VAE (robust)")
  }

  @Test func factorsOfABatchAreScaledByTheWholeSet() throws {
    let dataset = TinyExperiment.dataset()
    let data = try TrainingData(
      dataset, recipe: recipe(epochs: 1, ["objective.factors=[\"brightness\", \"place\"]"]),
      team: WorkerTeam(count: 1))
    let auxiliary = try #require(data.objective.auxiliary)
    #expect(auxiliary.factors.map(\.name) == ["brightness", "place"])
    let column = { (index: Int) in (0..<100).map { dataset.factors[$0, index] } }
    #expect(auxiliary.factors[1].lower == Double(column(0).min() ?? 0))
    #expect(auxiliary.factors[1].upper == Double(column(0).max() ?? 0))
    let (pixels, factors) = (FloatBuffer(count: 200 * 64), FloatBuffer(count: 200))
    data.filler(Array(0..<100)[...])(
      BatchRows(
        0..<100, inputs: pixels.pointer, targets: pixels.pointer, factors: factors.elements))
    for latent in 0..<2 {
      let values = (0..<100).map { factors.elements[2 * $0 + latent] }
      #expect(values.min() == 0 && values.max() == 1)
      let (known, range) = (column(1 - latent), auxiliary.factors[latent])
      for (value, factor) in zip(values, known) {
        let back = range.lower + Double(value) * (range.upper - range.lower)
        #expect(abs(back - Double(factor)) < 1e-5)
      }
    }
  }

  @Test func stoppingAndResumingGivesTheSameBits() throws {
    let folder = try TemporaryFolder()
    let (straight, pieces) = (folder.path("straight"), folder.path("pieces"))
    let recipe = try recipe(epochs: 3)
    _ = try TinyExperiment.trainer(at: straight, recipe).train()
    _ = try TinyExperiment.trainer(at: pieces, recipe).train(stopAfter: 7)
    _ = try TinyExperiment.resumed(at: pieces).train()
    for file in ["latest.safetensors", "checkpoints/step-15.safetensors"] {
      #expect(try bytes(of: "\(straight)/\(file)") == bytes(of: "\(pieces)/\(file)"), "\(file)")
    }
    let penalties = try [straight, pieces].map { path in
      try EventLog.events(at: "\(path)/events.jsonl").map { $0["loss/leakage"] }
    }
    #expect(penalties[0] == penalties[1])
  }

  @Test func thePageOfFormatsNamesWhatAStateHolds() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let recipe = try recipe(epochs: 2)
    _ = try TinyExperiment.trainer(at: path, recipe).train(stopAfter: 7)
    let state = try SafetensorsFile(path: RunLayout.checkpoint(of: path, step: 7))
    let page = try FormatsPage()
    #expect(page.names(under: "Metadata of a state") == Set(state.metadata.keys))
    #expect(
      page.names(under: "Tensors of a state")
        == Set(state.entries.map { $0.name.prefix { $0 != "." } + ".…" }))
    let position = try #require(state.metadata["latentty.position"])
    let fields = try JSONFields.names(in: position, opaque: ["transform", "auxiliary"])
    #expect(page.names(under: "Fields of `latentty.position`") == fields)
  }

  @Test func aResumedRunKeepsTheRangesOfItsFactors() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let recipe = try recipe(epochs: 2)
    _ = try TinyExperiment.trainer(at: path, recipe).train(stopAfter: 5)
    let dataset = TinyExperiment.dataset()
    let wider = Dataset(
      description: dataset.description, samples: dataset.samples(Array(0..<100)),
      factors: Tensor(shape: [100, 2], elements: dataset.factors.elements.map { $0 * 2 }))
    let error = #expect(throws: TrainingError.self) {
      try Trainer(recipe: recipe, dataset: wider, run: RunDirectory.open(at: path))
    }
    #expect(error?.description.contains("auxiliary factors: place 0.") == true)
  }

  @Test(arguments: [
    (["mass"], "expected factors of \"tiny\", which are \"place\", \"brightness\", found \"mass\""),
    (["place", "place"], "expected every factor once, found \"place\" twice"),
    ([], "expected at least one of \"place\", \"brightness\", found none"),
    (
      ["place", "brightness", "place", "place"],
      "expected at most 3 factors, one for every latent, found 4"
    ),
  ])
  func factorsThatCannotBeTiedAreOneLine(names: [String], expected: String) throws {
    var recipe = try recipe(epochs: 1)
    recipe.objective.settings["factors"] = .list(names.map { .text($0) })
    try expectRefusal(recipe, TinyExperiment.dataset(), "objective.factors: \(expected)")
  }

  @Test func dataWithUnfitFactorsAreOneLine() throws {
    let recipe = try recipe(epochs: 1, ["objective.factors=[\"place\"]"])
    let known = TinyExperiment.dataset()
    let dataset = { (names: [String], columns: [(Int) -> Float]) in
      var description = known.description
      description.factors = names.map { Factor(name: $0, unit: "", lower: 0, upper: 1) }
      return Dataset(
        description: description, samples: known.samples(Array(0..<100)),
        factors: Tensor(
          shape: [100, names.count],
          elements: (0..<100).flatMap { row in columns.map { $0(row) } }))
    }
    try expectRefusal(
      recipe, dataset([], []),
      "objective.factors: expected a data set with factors, found none in \"tiny\"")
    try expectRefusal(
      recipe, dataset(["place"], [{ _ in 2.5 }]),
      "objective.factors: expected factors that vary, found \"place\" equal to 2.5 in every sample")
    try expectRefusal(
      recipe, dataset(["place"], [{ $0 == 31 ? .infinity : Float($0) }]),
      "objective.factors: expected finite values of \"place\", found inf in sample 31")
    try expectRefusal(
      recipe, dataset(["place", "b", "place"], [{ Float($0) }, { Float($0) }, { Float($0) }]),
      "objective.factors: expected one column \"place\" in \"tiny\", found columns 0, 2")
    try expectRefusal(
      recipe, dataset(["\u{1B}[31m\n"], [{ Float($0) }]),
      "objective.factors: expected factors of \"tiny\", which are \"\\u{1B}[31m\\n\", found \"place\""
    )
  }

  private func expectRefusal(_ recipe: Recipe, _ dataset: Dataset, _ expected: String) throws {
    let folder = try TemporaryFolder()
    let run = try RunDirectory.create(at: folder.path("run"))
    let error = #expect(throws: TrainingError.self) {
      try Trainer(recipe: recipe, dataset: dataset, run: run)
    }
    #expect(error?.description == expected)
    #expect(!RunDirectory.exists(at: run.path), "nothing was written")
  }
}
