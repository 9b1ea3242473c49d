import Foundation
import Storage
import TestSupport
import Testing
import Training

@testable import Runs

struct RunFinderTests {
  private static func write(_ text: String, _ folder: TemporaryFolder, _ name: String) throws {
    let parts = name.split(separator: "/")
    try StorageFolder.makeWithParents(folder.path(parts.dropLast().joined(separator: "/")))
    try AtomicFile.write(Array(text.utf8), to: folder.path(name))
  }

  private static func events() -> [UInt8] {
    var bytes: [UInt8] = []
    TensorBoardRecord.appendFileVersion(time: 1, to: &bytes)
    return bytes
  }

  @Test("every format is found at any depth, and nothing else")
  func tree() throws {
    let folder = try TemporaryFolder()
    try Self.write("[training]\nepochs = 2\n", folder, "ours/recipe.toml")
    try Self.write("{\"step\":1,\"loss\":2}\n", folder, "ours/events.jsonl")
    try AtomicFile.write(Self.events(), to: folder.path("ours/events.out.tfevents.1"))
    try Self.write("{\"step\":1,\"loss\":2}\n", folder, "a/b/metrics.jsonl")
    try Self.write("Epoch,Loss,Value\n0,x,1\n", folder, "vae/train_losses.log")
    try Self.write("epoch,loss\n0,1\n", folder, "lightning/metrics.csv")
    try Self.write("", folder, "tb/train/x")
    try AtomicFile.write(Self.events(), to: folder.path("tb/train/events.out.tfevents.1"))
    try AtomicFile.write(Self.events(), to: folder.path("tb/events.out.tfevents.1"))
    try Self.write("name,color\na,red\n", folder, "data/table.csv")
    try Self.write("plain text\n", folder, "data/notes.log")
    try Self.write("{\"text\":\"a\"}\n", folder, "data/texts.jsonl")
    try Self.write("{\"step\":1,\"loss\":2}\n", folder, ".hidden/metrics.jsonl")
    symlink(folder.path, folder.path("a/loop"))

    var finder = RunFinder()
    let runs = try finder.runs(at: [folder.path])
    #expect(
      runs.map { "\($0.name) \($0.format.rawValue)" } == [
        "a/b/metrics.jsonl jsonl", "lightning/metrics.csv csv", "ours latentty", "tb tensorboard",
        "tb/train tensorboard", "vae/train_losses.log csv",
      ])
    #expect(try finder.runs(at: [folder.path]) == runs)
    #expect(try finder.runs(at: [folder.path("ours/events.jsonl")]).map(\.format) == [.latentty])
    #expect(try finder.runs(at: [folder.path("ours/"), folder.path("ours")]).count == 1)
    #expect(try finder.runs(at: [folder.path("data/table.csv")]).map(\.format) == [.csv])
  }

  @Test("a log is recognised by its first line, however long, and as soon as it is whole")
  func longLines() throws {
    let folder = try TemporaryFolder()
    let figures = (0..<20_000).map { "\"metric/\($0)\": 0.5" }.joined(separator: ", ")
    let line = "{\"step\": 1, \(figures)}\n"
    try Self.write(String(line.dropLast()), folder, "log.jsonl")
    var finder = RunFinder()
    #expect(throws: RunFindingError.self) { try finder.runs(at: [folder.path]) }
    try Self.write(line, folder, "log.jsonl")
    #expect(try finder.runs(at: [folder.path]).map(\.format) == [.jsonLines])
  }

  @Test("an event file is recognised by a first record of any length")
  func longRecords() throws {
    let folder = try TemporaryFolder()
    var bytes: [UInt8] = []
    TensorBoardRecord.append(
      scalars: (0..<1000).map { ("loss/\($0)\n", Double($0)) }, step: 3, time: 1, to: &bytes)
    try #require(bytes.count > 1 << 13)
    try AtomicFile.write(bytes, to: folder.path("renamed"))
    var finder = RunFinder()
    let runs = try finder.runs(at: [folder.path("renamed")])
    #expect(runs.map(\.format) == [.tensorBoard])
  }

  @Test("what is no run is one line")
  func errors() throws {
    let folder = try TemporaryFolder()
    try Self.write("plain text\n", folder, "notes.txt")
    var finder = RunFinder()
    for (path, text) in [
      (folder.path("no"), "expected a run, a folder of runs or a log, found nothing"),
      (
        folder.path,
        "expected runs of latentty, event files of TensorBoard, logs of W&B, runs of MLflow, trainer states of Hugging Face, JSON documents with a row or a list for each figure, JSON lines, printed dictionaries of Python or tables with a step, found none"
      ),
      (
        folder.path("notes.txt"),
        "expected a log of training, such as JSON lines with numbers, a table or an event file of TensorBoard, found something else"
      ),
    ] {
      let error = #expect(throws: RunFindingError.self) { try finder.runs(at: [path]) }
      #expect(error?.description == "\(path): \(text)")
    }
  }

  @Test("new runs and new event files appear in a collection that is looked at again")
  func collection() throws {
    let folder = try TemporaryFolder()
    try Self.write("{\"step\":1,\"loss\":2}\n", folder, "a.jsonl")
    let runs = try RunCollection(paths: [folder.path])
    #expect(runs.look() && runs.followers.count == 1)
    let first = runs.followers[0]
    try StorageFolder.make(folder.path("tb"))
    let writer = try TensorBoardWriter(folder: folder.path("tb"), time: 1)
    try writer.append(scalars: [("loss", 1)], step: 1, time: 2)
    #expect(runs.look() && runs.followers.count == 2 && runs.followers[0] === first)
    let second = try TensorBoardWriter(folder: folder.path("tb"), goingOnFrom: 1, time: 2)
    try second.append(scalars: [("loss", 3)], step: 1, time: 3)
    runs.look()
    #expect(Logs.points(runs.followers[1].log, "loss") == [.init(step: 1, value: 3)])
    #expect(unlink(folder.path("a.jsonl")) == 0)
    runs.look()
    #expect(runs.followers.count == 2 && RunState(runs.followers[1].facts.signs, now: 0) == .gone)
  }

  @Test("the end of our own run is told by its recipe, its checkpoints and its lock")
  func ownRuns() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let recipe = "[data]\nfile = \"/none.safetensors\"\n[training]\nepochs = 2\n"
    try Self.write(recipe, folder, "run/recipe.toml")
    let log = try EventLog(path: "\(path)/events.jsonl", continuingAfter: 0)
    let follower = RunFollower(RunLocation(path: path, name: "run", format: .latentty))
    follower.look()
    #expect(follower.facts.signs.ending == .unfinished)
    try log.append(TrainingEvent(step: 20, values: [("epoch", 1), ("loss/train", 3)]))
    follower.look()
    let signs = { () -> RunSigns in
      follower.look()
      return follower.facts.signs
    }
    #expect(signs().ending == .unfinished && !signs().isLocked)
    try Self.write("", folder, "run/checkpoints/step-20.safetensors")
    #expect(signs().ending == .checkpointed)
    do {
      let run = try RunDirectory.open(at: path)
      #expect(signs().isLocked, "\(run.path)")
    }
    #expect(!signs().isLocked)
    try log.append(TrainingEvent(step: 40, values: [("epoch", 2), ("loss/train", 2)]))
    #expect(signs().ending == .finished)
    #expect(RunState(signs(), now: 1e12).word == "done")
  }
}
