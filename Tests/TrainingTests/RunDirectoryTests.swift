import Storage
import TestSupport
import Testing

@testable import Training

@Suite struct RunDirectoryTests {
  @Test func aNewRunHasItsFoldersAndParents() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a/b/run")
    let run = try RunDirectory.create(at: path)
    #expect(Folder.names(in: path) == [".lock", "checkpoints"])
    #expect(run.checkpointSteps.isEmpty && !RunDirectory.exists(at: path))
  }

  @Test func aRunIsNotOverwritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    do {
      let run = try RunDirectory.create(at: path)
      try run.write(TinyExperiment.recipe(epochs: 1))
    }
    let error = #expect(throws: RunError.self) { try RunDirectory.create(at: path) }
    #expect(
      error?.description
        == "\(path): expected an empty or new folder, found a run; --resume continues it")
  }

  @Test func aFolderWithoutARunCanNotBeResumed() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: RunError.self) { try RunDirectory.open(at: folder.path) }
    #expect(
      error?.description == "\(folder.path): expected a run to resume, found no recipe.toml")
  }

  @Test func twoTrainersCanNotShareAFolder() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let first = try RunDirectory.create(at: path)
    try first.write(TinyExperiment.recipe(epochs: 1))
    #expect(throws: RunError.locked(path: path)) { try RunDirectory.open(at: path) }
    withExtendedLifetime(first) {}
  }

  @Test func theLockEndsWithItsOwner() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    do {
      try RunDirectory.create(at: path).write(TinyExperiment.recipe(epochs: 1))
    }
    #expect(try RunDirectory.open(at: path).path == path)
  }

  @Test func aPlaceThatIsNoFolderIsOneLine() throws {
    let folder = try TemporaryFolder()
    try write("", to: folder.path("file"))
    let path = folder.path("file/run")
    let error = #expect(throws: RunError.self) { try RunDirectory.create(at: path) }
    #expect(
      error?.description == "\(folder.path("file")): cannot make a folder: Not a directory")
  }

  #if os(Linux)
    @Test func aFolderThatTakesNoFilesIsOneLine() throws {
      // Not even root can write here.
      let path = "/proc/self"
      let error = #expect(throws: RunError.self) { try RunDirectory.create(at: path) }
      #expect(error?.description.hasPrefix("\(path): cannot write to the run's folder: ") == true)
    }
  #endif

  @Test func onlyTheNewestCheckpointsAreKept() throws {
    let folder = try TemporaryFolder()
    let run = try RunDirectory.create(at: folder.path("run"))
    for step in [5, 100, 20] { try write("", to: run.checkpointPath(step: step)) }
    try write("", to: run.path + "/checkpoints/step-x.safetensors")
    #expect(run.checkpointSteps == [5, 20, 100])
    run.pruneCheckpoints(keeping: 2)
    #expect(run.checkpointSteps == [20, 100])
  }

  @Test func whatAKilledWriterLeftIsRemoved() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    do {
      try RunDirectory.create(at: path).write(TinyExperiment.recipe(epochs: 1))
    }
    let torn = ["\(path)/.k3.partial", "\(path)/checkpoints/.x9.partial"]
    for file in torn { try write("torn", to: file) }
    let run = try RunDirectory.open(at: path)
    #expect(Folder.names(in: run.path + "/checkpoints").isEmpty)
    #expect(!Folder.names(in: run.path).contains(".k3.partial"))
  }
}
