import Datasets
import Models
import Storage
import Tensors
import TestSupport
import Testing

@testable import Training

/// The events of a run without those that depend on the clock.
private func timelessEvents(at path: String) throws -> [TrainingEvent] {
  try EventLog.events(at: "\(path)/events.jsonl").map { event in
    TrainingEvent(
      step: event.step, values: event.values.filter { !["time", "rate/images"].contains($0.name) })
  }
}

@Suite struct TrainerTests {
  @Test func aRunLearnsAndLeavesItsFiles() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let recipe = try TinyExperiment.recipe(
      epochs: 20,
      set: [
        "objective.variance=0.01", "objective.warm_up_epochs=0", "optimizer.learning_rate=0.005",
      ])
    let trainer = try TinyExperiment.trainer(at: path, recipe)
    var reports: [TrainingProgress] = []
    #expect(try trainer.train { reports.append($0) } == .finished(step: 100))

    #expect(reports.map(\.step) == Array(1...100))
    #expect(reports.last?.epoch == 20 && reports.last?.remainingSeconds == 0)
    #expect(reports.filter(\.isEndOfEpoch).count == 20)
    let events = try EventLog.events(at: "\(path)/events.jsonl")
    #expect(events.map(\.step) == (1...100).filter { $0 % 3 == 0 || $0 % 5 == 0 })
    for name in ["loss/train", "loss/validation"] {
      let losses = events.compactMap { $0[name] }
      let (first, last) = try (#require(losses.first), #require(losses.last))
      #expect(last < first - 5, "\(name) went from \(first) to \(last)")
    }
    #expect(
      Folder.names(in: path)
        == [".lock", "checkpoints", "events.jsonl", "latest.safetensors", "recipe.toml"])
    #expect(
      Folder.names(in: "\(path)/checkpoints")
        == ["step-100.safetensors", "step-95.safetensors"])
  }

  @Test func theLossIsTheSumOfItsParts() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let recipe = try TinyExperiment.recipe(
      epochs: 4, set: ["objective.beta=3", "objective.warm_up_epochs=0"])
    _ = try TinyExperiment.trainer(at: path, recipe).train()
    for event in try EventLog.events(at: "\(path)/events.jsonl") {
      let parts = try (
        #require(event["loss/reconstruction"]), #require(event["loss/kl"]),
        #require(event["loss/train"])
      )
      #expect(abs(parts.0 + 3 * parts.1 - parts.2) < 1e-9 * abs(parts.2))
      let latents = (0..<3).compactMap { event["kl/\($0)"] }
      #expect(abs(latents.reduce(0, +) - parts.1) < 1e-9)
      #expect(event["learning_rate"] == 0.001 && (event["gradient_norm"] ?? 0) > 0)
    }
  }

  @Test func stoppingAnywhereAndResumingGivesTheSameBits() throws {
    let folder = try TemporaryFolder()
    let straight = folder.path("straight")
    let recipe = try TinyExperiment.recipe(epochs: 4, set: ["optimizer.decay_epochs=2"])
    _ = try TinyExperiment.trainer(at: straight, recipe).train()

    let halves = folder.path("halves")
    let short = try TinyExperiment.recipe(epochs: 2)
    #expect(try TinyExperiment.trainer(at: halves, short).train() == .finished(step: 10))
    let rest = try TinyExperiment.resumed(
      at: halves, ["training.epochs=4", "optimizer.decay_epochs=2"])
    #expect(try rest.train() == .finished(step: 20))

    let pieces = folder.path("pieces")
    var outcome = try TinyExperiment.trainer(at: pieces, recipe).train(stopAfter: 7)
    #expect(outcome == .stopped(step: 7))
    for stop in [1, 4, 5] {
      outcome = try TinyExperiment.resumed(at: pieces).train(stopAfter: stop)
    }
    #expect(outcome == .stopped(step: 17))
    _ = try TinyExperiment.resumed(at: pieces).train()

    for other in [halves, pieces] {
      for file in ["latest.safetensors", "checkpoints/step-20.safetensors", "recipe.toml"] {
        #expect(try bytes(of: "\(straight)/\(file)") == bytes(of: "\(other)/\(file)"), "\(file)")
      }
      #expect(try timelessEvents(at: straight) == timelessEvents(at: other))
    }
  }

  @Test func whatWasDoneAfterTheLastCheckpointIsDoneAgain() throws {
    let folder = try TemporaryFolder()
    let straight = folder.path("straight")
    let recipe = try TinyExperiment.recipe(epochs: 3)
    _ = try TinyExperiment.trainer(at: straight, recipe).train()

    // The state of a run that was killed in its last epoch, in the middle of a line.
    let killed = folder.path("killed")
    _ = try TinyExperiment.trainer(at: killed, recipe).train(stopAfter: 10)
    let log = try bytes(of: "\(straight)/events.jsonl")
    try write(bytes: log.dropLast(20), to: "\(killed)/events.jsonl")
    #expect(try TinyExperiment.resumed(at: killed).train() == .finished(step: 15))
    #expect(try timelessEvents(at: killed) == timelessEvents(at: straight))
    #expect(
      try bytes(of: "\(killed)/latest.safetensors") == bytes(of: "\(straight)/latest.safetensors"))
  }

  @Test func aStoppedRunHasAUsableModel() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let outcome = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 9))
      .train(stopAfter: 8)
    #expect(outcome == .stopped(step: 8))
    let checkpoint = try Checkpoint.load(path: "\(path)/latest.safetensors")
    let training = try #require(checkpoint.facts.training)
    #expect(training.steps == 8 && training.epochs == 1)
    #expect(training.validationLoss != nil)
    #expect(checkpoint.data == TinyExperiment.dataset().description)
    let gallery = try #require(checkpoint.facts.gallery)
    #expect(gallery.count == 10)
    let encoded = checkpoint.model.encode(gallery.samples)
    #expect(encoded.mean == gallery.means)
    #expect(checkpoint.model.decode(encoded.mean).shape == [10, 8, 8, 1])
  }

  @Test func aLossThatIsNoNumberStopsAndKeepsTheLastCheckpoint() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let recipe = try TinyExperiment.recipe(epochs: 4)
    _ = try TinyExperiment.trainer(at: path, recipe).train(stopAfter: 6)
    let kept = try bytes(of: "\(path)/latest.safetensors")

    let outcome = try TinyExperiment.resumed(at: path, ["optimizer.learning_rate=1000"]).train()
    guard case .diverged(let step, let place, let loss, let norm, let checkpoint) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(place.contains("of sample") || place.contains("gradient"), "\(place)")
    #expect(step > 6 && !(loss.isFinite && norm.isFinite) && checkpoint == 6)
    #expect(try bytes(of: "\(path)/latest.safetensors") == kept)
    #expect(try Checkpoint.load(path: "\(path)/latest.safetensors").facts.training?.steps == 6)
    #expect(
      try TinyExperiment.resumed(at: path, ["optimizer.learning_rate=0.001"]).train()
        == .finished(step: 20))
  }

  @Test func aValidationLossThatIsNotFiniteStopsAndSavesNothing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let validation = DatasetSplit(count: 100, seed: 7).validation
    // Finite, so that it opens without an error, but its square is infinite.
    let dataset = TinyExperiment.dataset(spoiling: (validation[2], 1e30))
    let trainer = try Trainer(
      recipe: TinyExperiment.recipe(epochs: 2), dataset: dataset,
      run: RunDirectory.create(at: path))
    let outcome = try trainer.train()
    guard case .diverged(let step, let place, let loss, _, let checkpoint) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(place == "loss of validation samples \(validation[0]) to \(validation[15])")
    #expect(step == 5 && !loss.isFinite && checkpoint == nil)
    #expect(!Folder.names(in: path).contains("latest.safetensors"))
  }

  @Test(arguments: [Float.nan, .infinity])
  func aSampleThatIsNotFiniteIsFoundBeforeTheFirstStep(value: Float) throws {
    let folder = try TemporaryFolder()
    let split = DatasetSplit(count: 100, seed: 7)
    for sample in [split.training[3], split.validation[0], split.test[5]] {
      let error = #expect(throws: TrainingError.self) {
        try Trainer(
          recipe: TinyExperiment.recipe(epochs: 2),
          dataset: TinyExperiment.dataset(spoiling: (sample, value)),
          run: RunDirectory.create(at: folder.path("run")))
      }
      #expect(
        error?.description
          == "tiny: sample \(sample), row 0, column 0: expected a finite number, found \(value)")
      #expect(!RunDirectory.exists(at: folder.path("run")))
    }
  }

  @Test(arguments: [
    ("\"step\":5", "\"step\":-5", "\"step\": expected an integer from 0 to 2^53, found -5"),
    ("\"step\":5", "\"step\":5,\"step\":6", "expected every key once, found \"step\" twice"),
    (
      "\"step\":5", "\"step\":9223372036854775807",
      "\"step\": expected an integer from 0 to 2^53, found 9223372036854775807"
    ),
    (
      "\"sampleCount\":100", "\"sampleCount\":0",
      "\"sampleCount\": expected an integer from 1 to 2^53, found 0"
    ),
    (
      "\"sampleCount\":0", "\"sampleCount\":-1",
      "\"window.sampleCount\": expected an integer from 0 to 2^53, found -1"
    ),
    (
      "\"gradientNorm\":0", "\"gradientNorm\":-2",
      "\"window.gradientNorm\": expected a number from 0, found -2.0"
    ),
    (
      "\"total\":", "\"total\":\"nan\",\"x\":", "\"window.total\": expected a number, found \"nan\""
    ),
    (
      "\"softening\":5", "\"softening\":1e999",
      "\"transform.softening\": expected a finite number, found 1e999"
    ),
    (
      "\"maximum\":", "\"maximum\":-",
      "\"transform\": pixel mode identity: expected a finite minimum below a finite maximum, found"
    ),
  ])
  func aStateThatIsNonsenseIsRefusedWithItsPlace(
    old: String, new: String, problem: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 2)).train(stopAfter: 5)
    let state = "\(path)/checkpoints/step-5.safetensors"
    let file = try SafetensorsFile(path: state)
    var metadata = file.metadata
    let text = try #require(metadata["latentty.position"])
    let spoilt = text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    try #require(spoilt != text, "\(old) is not in \(text)")
    metadata["latentty.position"] = spoilt
    let tensors = try file.entries.map { NamedTensor($0.name, try file.tensor($0.name)) }
    try SafetensorsWriter.write(tensors, metadata: metadata, to: state)
    let error = #expect(throws: TrainingError.self) { try TinyExperiment.resumed(at: path) }
    #expect(
      error?.description.hasPrefix("\(state): metadata \"latentty.position\": \(problem)") == true,
      "\(error.map(\.description) ?? "")")
  }

  @Test(arguments: [
    ("parameters", Float.nan, "a finite number"), ("first", .infinity, "a finite number"),
    ("second", -1, "a finite number, not negative"),
  ])
  func aStateWithAnImpossibleElementIsRefused(
    part: String, value: Float, expected: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 2)).train(stopAfter: 5)
    let state = "\(path)/checkpoints/step-5.safetensors"
    let file = try SafetensorsFile(path: state)
    let tensors = try file.entries.map { entry in
      let tensor = try file.tensor(entry.name)
      var elements = tensor.elements
      if entry.name == "\(part).encoder.0.bias" { elements[2] = value }
      return NamedTensor(entry.name, Tensor(shape: tensor.shape, elements: elements))
    }
    try SafetensorsWriter.write(tensors, metadata: file.metadata, to: state)
    let error = #expect(throws: TrainingError.self) { try TinyExperiment.resumed(at: path) }
    #expect(
      error?.description == "\(state): tensor \"\(part).encoder.0.bias\", element 2: "
        + "expected \(expected), found \(value)")
  }

  @Test func aRunRefusesOtherData() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let recipe = try TinyExperiment.recipe(epochs: 2)
    _ = try TinyExperiment.trainer(at: path, recipe).train(stopAfter: 5)
    let error = #expect(throws: TrainingError.self) {
      try Trainer(
        recipe: recipe, dataset: TinyExperiment.dataset(count: 90),
        run: RunDirectory.open(at: path))
    }
    #expect(
      error?.description
        == "\(path): expected samples in the data set: 100, as when the run began, found 90")
  }

  @Test func aDamagedCheckpointIsOneLine() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 2)).train(stopAfter: 5)
    let file = "\(path)/checkpoints/step-5.safetensors"
    try write(bytes: bytes(of: file).dropLast(100), to: file)
    let error = #expect(throws: TrainingError.self) { try TinyExperiment.resumed(at: path) }
    #expect(error?.description.hasPrefix("\(file): ") == true)
    try write(bytes: bytes(of: "\(path)/latest.safetensors"), to: file)
    let other = #expect(throws: TrainingError.self) { try TinyExperiment.resumed(at: path) }
    #expect(
      other?.description
        == "\(file): expected the state of a latentty run in format 1, found other metadata")
  }

  @Test func aPositionAboveAMebibyteIsNotDecoded() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 2)).train(stopAfter: 5)
    let state = "\(path)/checkpoints/step-5.safetensors"
    let file = try SafetensorsFile(path: state)
    let tensors = try file.entries.map { NamedTensor($0.name, try file.tensor($0.name)) }
    for (length, isRead) in [(1 << 10, true), (1 << 20, false)] {
      var metadata = file.metadata
      metadata["latentty.position", default: ""] += String(repeating: " ", count: length)
      try SafetensorsWriter.write(tensors, metadata: metadata, to: state)
      let resumed = try? TinyExperiment.resumed(at: path)
      #expect((resumed != nil) == isRead, "\(length) blanks")
    }
  }

  /// Invalid metadata of a kept state, with the error.
  @Test(arguments: [
    ("\"4\"", "\"9223372036854775807\"", "expected as many updates as steps, 4, found 92233720"),
    ("\"4\"", "\"-5\"", "expected as many updates as steps, 4, found -5"),
    (
      "\\\"sampleCount\\\":16,",
      "\\\"penalties\\\":[{\\\"name\\\":\\\"x\\\",\\\"value\\\":1}],\\\"sampleCount\\\":16,",
      "expected penalties: none, found x"
    ),
  ])
  func aCountThatNoRunReachesIsRefused(found: String, spoiled: String, refusal: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 2)).train(stopAfter: 4)
    let file = "\(path)/checkpoints/step-4.safetensors"
    try respell(found, as: spoiled, inHeaderOf: file)
    let error = #expect(throws: TrainingError.self) { try TinyExperiment.resumed(at: path) }
    #expect(error?.description.contains(refusal) == true, "\(error.map { "\($0)" } ?? "none")")
    #expect(error?.description.contains("\n") == false)
  }

  @Test func aResumedRunKeepsWhatItLearns() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: 2)).train(stopAfter: 5)
    let error = #expect(throws: RecipeError.self) {
      try TinyExperiment.resumed(at: path, ["objective.beta=4"])
    }
    #expect(
      error?.description
        == "--set objective.beta=4: objective.beta is fixed when a run is resumed: expected 1.0, "
        + "found 4.0")
  }

  @Test("another objective of a resumed run is blamed on the recipe, not on the run's settings")
  func otherObjective() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    _ = try TinyExperiment.trainer(
      at: path, TinyExperiment.recipe(epochs: 2, set: ["objective.beta=4"])
    ).train(stopAfter: 5)
    let error = #expect(throws: RecipeError.self) {
      try TinyExperiment.resumed(at: path, ["objective.name=autoencoder"])
    }
    #expect(
      error?.description
        == "--set objective.name=autoencoder: objective.name is fixed when a run is resumed: expected beta-vae, "
        + "found autoencoder")
    let own = try Recipe(resuming: RunDirectory.open(at: path), overrides: [])
    let other = try TinyExperiment.recipe(
      epochs: 2, set: ["objective.name=autoencoder", "objective.warm_up_epochs=0"])
    let refusal = #expect(throws: RecipeError.self) {
      try own.checkObjective(of: other, named: "plain", run: "run")
    }
    #expect(
      refusal?.description
        == "recipe plain: objective.name: expected beta-vae, with which the run in run was trained, found "
        + "autoencoder")
  }

  @Test("a resumed run does not end before where it stands")
  func fewerEpochs() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let steps = try trainedSteps(at: path, epochs: 3)
    let error = #expect(throws: TrainingError.self) {
      try TinyExperiment.resumed(at: path, ["training.epochs=2"])
    }
    #expect(
      error?.description
        == "\(path): expected training.epochs of at least 3, as the run has done \(steps) steps of "
        + "\(steps / 3) an epoch, found 2")
    // The recipe of the run is as it was.
    #expect(try TinyExperiment.resumed(at: path).progress.epochCount == 3)
  }

  /// Trains to the end, lets go of the folder, and tells the steps.
  private func trainedSteps(at path: String, epochs: Int) throws -> Int {
    let trainer = try TinyExperiment.trainer(at: path, TinyExperiment.recipe(epochs: epochs))
    _ = try trainer.train()
    return trainer.progress.step
  }

  @Test func aNetworkThatCanNotMakeTheSamplesIsOneLine() throws {
    let folder = try TemporaryFolder()
    let recipe = try TinyExperiment.recipe(epochs: 1, set: ["network.channels=[4,4,4,4]"])
    let error = #expect(throws: TrainingError.self) {
      try TinyExperiment.trainer(at: folder.path("run"), recipe)
    }
    #expect(error?.description.contains("burgess") == true)
    #expect(error?.description.contains { $0.isNewline } == false)
  }
}

extension Trainer {
  /// Trains on `count` batches more and stops.
  func train(stopAfter count: Int) throws -> TrainingOutcome {
    var done = 0
    return try train(report: { _ in done += 1 }, shouldStop: { done == count })
  }
}
