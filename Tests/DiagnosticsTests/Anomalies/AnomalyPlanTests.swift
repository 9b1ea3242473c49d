import Datasets
import Models
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

/// The choice of samples that are compared.
struct AnomalyPlanTests {
  private let settings = AnomalySettings(sampleCount: 16, drawCount: 2, seed: 1009)

  private func plan(
    _ changes: [AnomalousSet.Change] = [], files: [AnomalyPlan.File] = [],
    reference: AnomalyPlan.File? = nil, checkpoint: DescribedModel? = nil
  ) throws -> AnomalyPlan {
    try AnomalyPlan(
      for: try checkpoint ?? TestFluid.checkpoint(), files: files, changes: changes,
      reference: reference, settings: settings)
  }

  @Test func aModelOfTheFluidHasAllItsSets() throws {
    let plan = try plan(checkpoint: TestFluid.checkpoint(TestFluid.settings(particles: 16)))
    #expect(
      plan.sets.map(\.title) == [
        "normal again", "fake potential", "uniform random", "corrupted small", "corrupted large",
        "blacked out 6", "blacked out 10", "blacked out 14", "unseen gamma",
      ])
    #expect(plan.sets.allSatisfy { $0.title.count <= 15 && $0.samples.count == 16 })
    #expect(plan.notes.isEmpty)
    let unseen = try #require(plan.sets.last).samples.factors.elements.prefix(5)
    #expect(Array(unseen) == [0.25, 0.55, 0.85, 1.5, 2])
    let amplitudes = plan.sets[3...4].map { $0.samples.description.settings["amplitude"] }
    #expect(amplitudes == ["0.2", "1.0"], "0.2 sigma, and 0.2 of a box of 5 sigma")
  }

  @Test func everySetHasASeedOfItsOwnThatTrainingDidNotUse() throws {
    for trained in [1009, 1011] as [UInt64] {
      var own = try TestFluid.settings()
      own.seed = trained
      let plan = try plan(checkpoint: TestFluid.checkpoint(own))
      let seeds = ([plan.fitted, plan.normal] + plan.sets.map(\.samples)).map {
        $0.description.settings["seed"] ?? ""
      }
      #expect(Set(seeds).count == seeds.count && !seeds.contains("\(trained)"), "\(seeds)")
      // The same mix of gravities, and other configurations.
      #expect(plan.fitted.factors == plan.normal.factors)
      #expect(plan.fitted.sample(3) != plan.normal.sample(3))
    }
  }

  @Test func setsThatTheseSettingsCannotHaveAreLeftOutWithALine() throws {
    let plan = try plan()
    #expect(!plan.sets.contains { $0.title == "blacked out 10" })
    #expect(plan.notes.contains { $0.hasPrefix("left out blacked out 10: fluid: ") })
    let coordinates = try TestFluid.settings(changes: [("representation", "coordinates")])
    let other = try self.plan(checkpoint: TestFluid.checkpoint(coordinates))
    #expect(other.sets.map(\.title).contains("fake potential"))
    #expect(!other.sets.contains { $0.title.hasPrefix("blacked out") })
  }

  @Test func galaxiesAndEventsHaveSetsOfTheirOwn() throws {
    let galaxies = try AnomalyPlan(for: TestModel.checkpoint(), settings: settings)
    #expect(galaxies.sets.map(\.title).contains("flux beyond"))
    #expect(galaxies.sets.map(\.title).contains("Moffat wings"))
    let factors = try #require(galaxies.sets.first { $0.title == "flux beyond" }).samples.factors
    #expect((0..<16).allSatisfy { factors[$0, 0] >= 1e5 })
    let events = AnomalousSet.standard(for: QCFSettings())
    #expect(events.map(\.title).contains("other mixture"))
    for set in events { #expect(throws: Never.self) { try set.applied(to: QCFSettings()) } }
  }

  @Test func settingsOfOnesOwnMakeOneSet() throws {
    let plan = try plan([
      AnomalousSet.Change(key: "potential", value: "fake"),
      AnomalousSet.Change(key: "gamma", value: "3.0"),
    ])
    #expect(plan.sets.map(\.title) == ["potential=fake gamma=3.0"])
    #expect(plan.sets[0].samples.factors.elements.allSatisfy { $0 == 3 })
    let error = #expect(throws: AnomalyError.self) {
      try self.plan([AnomalousSet.Change(key: "charge", value: "1")])
    }
    #expect(error?.description.hasPrefix("fluid: no setting \"charge\"") == true)
    #expect(throws: AnomalyError.self) {
      try self.plan([AnomalousSet.Change(key: "particles", value: "9")])
    }
  }

  @Test func aReferenceIsHalvedAndNothingIsCountedTwice() throws {
    var own = try TestFluid.settings()
    (own.count, own.seed) = (21, 77)
    let file = (path: "some/normal.npz", dataset: try own.generate())
    let plan = try plan(files: [file], reference: file)
    #expect(plan.fitted.count == 10 && plan.normal.count == 11)
    let numbers = [plan.fitted, plan.normal].flatMap { part in
      (0..<part.count).map(part.number(of:))
    }
    #expect(Set(numbers) == Set(0..<21))
    for index in 0..<plan.normal.count {
      let expected = file.dataset.sample(plan.normal.number(of: index))
      #expect(plan.normal.sample(index).elements == expected.elements)
    }
    #expect(plan.sets.map(\.title) == ["normal.npz"])
  }

  @Test func withoutASimulatorSomethingMustSayWhatIsAnomalous() throws {
    var data = try TestFluid.settings()
    data.count = 6
    let samples = try data.generate()
    var description = data.description
    description.name = "colloids"
    // Not the training data, of which only the test split would be used.
    var other = description
    other.settings["seed"] = "5"
    let stranger = Dataset(
      description: other, samples: samples.samples(Array(0..<6)), factors: samples.factors)
    var checkpoint = try TestFluid.checkpoint()
    checkpoint = DescribedModel(
      checkpoint.model,
      facts: ModelFacts(
        objective: checkpoint.facts.objective, data: description,
        statistics: checkpoint.facts.statistics, gallery: checkpoint.facts.gallery,
        training: checkpoint.facts.training))
    #expect(throws: AnomalyError.noAnomalies(data: "colloids")) {
      try self.plan(checkpoint: checkpoint)
    }
    #expect(throws: AnomalyError.noSimulator(data: "colloids")) {
      try self.plan(
        [AnomalousSet.Change(key: "potential", value: "fake")], checkpoint: checkpoint)
    }
    let plan = try self.plan(files: [("c.npz", stranger)], checkpoint: checkpoint)
    #expect(plan.fitted.source == .gallery && plan.fitted.count + plan.normal.count == 6)
    #expect(
      plan.notes == [
        "there is no simulator for colloids: the reference is the checkpoint's gallery; --reference gives others"
      ])
    var facts = checkpoint.facts
    facts.gallery = nil
    checkpoint = DescribedModel(checkpoint.model, facts: facts)
    #expect(throws: AnomalyError.samples(.noReference)) {
      try self.plan(files: [("c.npz", stranger)], checkpoint: checkpoint)
    }
  }

  @Test func samplesThatCannotBeComparedAreRefusedInOneLine() throws {
    let galaxies = (path: "g.npz", dataset: try TestModel.galaxies(3, seed: 1))
    let shape = AnomalyError.samples(
      .shapeMismatch(data: "g.npz", expected: [8, 8, 1], found: [33, 33, 1]))
    #expect(throws: shape) { try plan(files: [galaxies]) }
    #expect(throws: shape) { try plan(reference: galaxies) }
    var own = try TestFluid.settings()
    (own.count, own.seed) = (1, 5)
    let single = (path: "one.npz", dataset: try own.generate())
    #expect(
      throws: AnomalyError.samples(.tooFewSamples(data: "one.npz, 1 samples", found: 1))
    ) { try plan(files: [single]) }
    #expect(throws: AnomalyError.tooFewNormal(data: "one.npz, 1 samples", found: 1)) {
      try plan(reference: single)
    }
  }
}
