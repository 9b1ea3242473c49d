import Platform
import Storage
import TestSupport
import Testing

@testable import Training

/// Training continues whatever happens to its files, reports it once, and ends with bit-identical weights.
@Suite struct TrainerFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func train(
    _ name: String, epochs: Int = 4, meddling: (_ step: Int) throws -> Void = { _ in }
  ) throws -> [TrainingNotice] {
    let trainer = try TinyExperiment.trainer(
      at: folder.path(name), TinyExperiment.recipe(epochs: epochs))
    var notices: [TrainingNotice] = []
    var failure: (any Error)?
    _ = try trainer.train(
      report: { progress in
        do { try meddling(progress.step) } catch { failure = error }
      }, notice: { notices.append($0) })
    if let failure { throw failure }
    return notices
  }

  private func expectTheSame(_ name: String) throws {
    #expect(try train("whole") == [])
    let models = try ["whole", name].map {
      try bytes(of: folder.path("\($0)/latest.safetensors"))
    }
    #expect(models[0] == models[1])
    let steps = try ["whole", name].map {
      try EventLog.events(at: folder.path("\($0)/events.jsonl")).map(\.step)
    }
    #expect(steps[0] == steps[1])
  }

  @Test func aLogThatIsDeletedIsMadeAnewWithAllOfItsLines() throws {
    let log = folder.path("run/events.jsonl")
    let notices = try train("run") { step in if step == 7 || step == 11 { unlink(log) } }
    #expect(notices == [.logRestored(path: log), .logRestored(path: log)])
    try expectTheSame("run")
  }

  @Test func aFileInTheLogsPlaceGoesOnInItsStead() throws {
    let log = folder.path("run/events.jsonl")
    let notices = try train("run") { step in
      if step == 7 { try write("{\"step\":1}\n", to: log) }
    }
    #expect(notices == [.logReplaced(path: log, step: 9)])
    #expect(
      try EventLog.events(at: log).map(\.step) == [1, 9, 10, 12, 15, 18, 20])
  }

  @Test func somethingElseInTheLogsPlaceIsLeftAlone() throws {
    let log = folder.path("run/events.jsonl")
    let notices = try train("run") { step in
      guard step == 7 else { return }
      unlink(log)
      mkfifo(log, 0o600)
    }
    let said =
      "\(log): file: expected a regular file, found a FIFO; "
      + "training continues without these lines"
    #expect(notices.map(\.description) == [said])
    var status = stat()
    #expect(stat(log, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func aFolderThatIsMovedAwayIsMadeAnew() throws {
    let path = folder.path("run")
    let notices = try train("run") { step in
      if step == 7 { rename(path, folder.path("moved")) }
    }
    #expect(
      notices == [.folderRestored(path: path), .logRestored(path: "\(path)/events.jsonl")])
    try expectTheSame("run")
    #expect(RunDirectory.exists(at: path) && RunDirectory.exists(at: folder.path("moved")))
    #expect(try RunDirectory.open(at: folder.path("moved")).checkpointSteps == [5])
  }

  @Test func anotherRunInTheFoldersPlaceIsLeftAloneUntilItGoes() throws {
    let path = folder.path("run")
    let notices = try train("run") { step in
      if step == 7 {
        rename(path, folder.path("moved"))
        try StorageFolder.make(path)
        try write("# another's\n", to: "\(path)/recipe.toml")
      } else if step == 12 {
        rename(path, folder.path("other"))
        rename(folder.path("moved"), path)
      }
    }
    #expect(
      notices.map(\.isTrouble) == [true, true, false, false], "\(notices)")
    #expect(
      notices.suffix(2) == [
        .folderBack(path: path),
        .checkpointWritten(path: "\(path)/latest.safetensors", step: 15),
      ])
    try expectTheSame("run")
    let names = Folder.names(in: folder.path("other"))
    #expect(names.filter { $0 != ".lock" } == ["recipe.toml"])
  }

  @Test func aCheckpointThatCanNotBeWrittenIsTriedAgain() throws {
    let checkpoints = folder.path("run/checkpoints")
    let notices = try train("run", epochs: 4) { step in
      if step == 5 {
        rename(checkpoints, folder.path("aside"))
        try write("in the way", to: checkpoints)
      } else if step == 12 {
        unlink(checkpoints)
        rename(folder.path("aside"), checkpoints)
      }
    }
    #expect(
      notices == [
        .checkpointFailed(reason: "\(checkpoints): cannot make a folder: Not a directory"),
        .checkpointWritten(path: folder.path("run/latest.safetensors"), step: 15),
      ])
    try expectTheSame("run")
  }

  @Test func aCheckpointIsBothFilesOrNeither() throws {
    let model = folder.path("run/latest.safetensors")
    var kept: [String] = []
    let notices = try train("run") { step in
      if step == 7 {
        rename(model, folder.path("aside"))
        try StorageFolder.make(model)
      } else if step == 12 {
        kept = Folder.names(in: folder.path("run/checkpoints"))
        rmdir(model)
        rename(folder.path("aside"), model)
      }
    }
    #expect(kept == ["step-5.safetensors"])
    #expect(
      notices == [
        .checkpointFailed(reason: "\(model): cannot replace: Is a directory"),
        .checkpointWritten(path: model, step: 15),
      ])
    try expectTheSame("run")
  }

  @Test func aModelThatCanNotBeWrittenAtTheEndIsAnErrorAndTheRunGoesOn() throws {
    let model = folder.path("run/latest.safetensors")
    let error = #expect(throws: TrainingError.self) {
      try train("run") { step in
        guard step == 17 else { return }
        unlink(model)
        try StorageFolder.make(model)
      }
    }
    let said =
      "\(model): cannot replace: Is a directory; the model of step 20 was not saved, "
      + "but --resume continues from there"
    #expect(error?.description == said)
    let kept = Folder.names(in: folder.path("run/checkpoints"))
    #expect(kept == ["step-10.safetensors", "step-15.safetensors", "step-20.safetensors"])
    rmdir(model)
    _ = try TinyExperiment.resumed(at: folder.path("run")).train()
    try expectTheSame("run")
  }
}
