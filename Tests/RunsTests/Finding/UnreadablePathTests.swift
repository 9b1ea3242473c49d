import Escaping
import Foundation
import Glibc
import Storage
import TestSupport
import Testing

@testable import Runs

/// What cannot be read is said with its reason, and only what is not there is gone.
struct UnreadablePathTests {
  private static let line = "{\"step\":1,\"loss\":2}\n"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, _ name: String) throws {
    let parts = name.split(separator: "/").dropLast().joined(separator: "/")
    try StorageFolder.makeWithParents(folder.path(parts))
    try AtomicFile.write(Array(text.utf8), to: folder.path(name))
  }

  private func search(_ finder: RunFinder = RunFinder()) throws -> (runs: [String], notes: [String])
  {
    var finder = finder
    let runs = try finder.runs(at: [folder.path])
    return (runs.map(\.name), finder.notes.map { $0.description.replacing(folder.path, with: "") })
  }

  @Test("links in circles, FIFOs and devices are no runs, and are listed", .timeLimit(.minutes(1)))
  func noFiles() throws {
    try write(Self.line, "a/log.jsonl")
    symlink(folder.path, folder.path("a/up"))
    symlink("self.jsonl", folder.path("a/self.jsonl"))
    symlink("nothing", folder.path("a/nothing.jsonl"))
    symlink("/dev/zero", folder.path("zero.csv"))
    mkfifo(folder.path("events.jsonl"), 0o600)
    mkfifo(folder.path("x.tfevents"), 0o600)
    mkfifo(folder.path("other"), 0o600)
    mkdir(folder.path("run"), 0o700)
    mkfifo(folder.path("run/recipe.toml"), 0o600)
    mkdir(folder.path("run/events.out.tfevents.1"), 0o700)
    let (runs, notes) = try search()
    #expect(runs == ["a/log.jsonl"])
    #expect(
      Set(notes) == [
        "/a/self.jsonl: cannot examine: Too many levels of symbolic links",
        "/zero.csv: a device is not read", "/events.jsonl: a FIFO is not read",
        "/x.tfevents: a FIFO is not read", "/run/recipe.toml: a FIFO is not read",
      ])
  }

  @Test("limits that cut a search are told")
  func limits() throws {
    try write(Self.line, (0..<13).map { "\($0)" }.joined(separator: "/") + "/log.jsonl")
    try write(Self.line, (0..<12).map { "\($0)" }.joined(separator: "/") + "/log.jsonl")
    let (runs, notes) = try search()
    let deepest = (0..<13).map { "/\($0)" }.joined()
    #expect(runs == [(0..<12).map { "\($0)" }.joined(separator: "/") + "/log.jsonl"])
    #expect(notes == ["\(deepest): is more than 12 folders deep, and was not searched"])

    let wide = try TemporaryFolder()
    for index in 0..<20 {
      try AtomicFile.write(Array(Self.line.utf8), to: wide.path("\(index).jsonl"))
    }
    var finder = RunFinder(entryLimit: 15)
    #expect(try finder.runs(at: [wide.path]).count == 15)
    #expect(
      finder.notes.map(\.reason) == [
        "more than 15 files and folders: the rest was not searched"
      ])
  }

  @Test("a path that was named and cannot be read is one line with its reason")
  func named() throws {
    symlink("self", folder.path("self"))
    mkfifo(folder.path("pipe"), 0o600)
    for (path, reason) in [
      (folder.path("self"), "cannot examine: Too many levels of symbolic links"),
      (folder.path("pipe"), "expected a regular file or a folder, found a FIFO"),
      (folder.path(String(repeating: "n", count: 300)), "cannot examine: File name too long"),
    ] {
      var finder = RunFinder()
      let error = #expect(throws: RunFindingError.self) { try finder.runs(at: [path]) }
      #expect(error?.description == "\(path): \(reason)")
    }
    symlink("self.csv", folder.path("self.csv"))
    var finder = RunFinder()
    let error = #expect(throws: RunFindingError.self) { try finder.runs(at: [folder.path]) }
    #expect(error?.description.contains("found none; 2 paths were not read, the first is ") == true)
  }

  @Test("a log that cannot be read any more is unreadable and not gone, until it can")
  func unreadableLog() throws {
    try write(Self.line, "log.jsonl")
    let path = folder.path("log.jsonl")
    let runs = try RunCollection(paths: [folder.path])
    runs.look()
    let state = { RunState(runs.followers[0].facts.signs, now: 0) }
    try FileManager.default.moveItem(atPath: path, toPath: folder.path("kept"))
    symlink("log.jsonl", path)
    runs.look()
    let reason = "cannot examine: Too many levels of symbolic links"
    #expect(runs.followers.count == 1 && state() == .unreadable(reason: reason))
    #expect(runs.followers[0].notes == ["\(path): \(reason)"])
    #expect(runs.notes == [SearchNote(path: path, reason: reason)])
    unlink(path)
    mkdir(path, 0o700)
    runs.look()
    #expect(state() == .unreadable(reason: "expected a regular file, found a folder"))
    rmdir(path)
    runs.look()
    #expect(state() == .gone && runs.notes == [])
    try FileManager.default.moveItem(atPath: folder.path("kept"), toPath: path)
    runs.look()
    #expect(state().word == "running" && runs.followers[0].notes == [])
    #expect(runs.followers[0].log.series["loss"]?.pointCount == 1)
  }

  @Test("a run folder that a file replaces is gone, and comes back with its folder")
  func replacedFolder() throws {
    try write("[data]\nfile = \"/none.safetensors\"\n[training]\nepochs = 2\n", "run/recipe.toml")
    try write(Self.line, "run/events.jsonl")
    try write(Self.line, "other.jsonl")
    let path = folder.path("run")
    let runs = try RunCollection(paths: [folder.path])
    runs.look()
    let run = try #require(runs.followers.first { $0.location.path == path })
    try FileManager.default.moveItem(atPath: path, toPath: folder.path(".away"))
    try write("a file", "run")
    runs.look()
    #expect(RunState(run.facts.signs, now: 0) == .gone && runs.followers.count == 2)
    unlink(path)
    try FileManager.default.moveItem(atPath: folder.path(".away"), toPath: path)
    runs.look()
    #expect(RunState(run.facts.signs, now: 0).word == "running" && run.notes == [])
    #expect(runs.followers.contains { $0 === run } && run.log.series.pointCount == 1)
  }

  @Test("a file of another format under the path of a run is another run")
  func replacedByAnotherFormat() throws {
    try write("[training]\nepochs = 2\n", "run.csv/recipe.toml")
    let runs = try RunCollection(paths: [folder.path])
    runs.look()
    try FileManager.default.removeItem(atPath: folder.path("run.csv"))
    try write("step,loss\n1,2\n", "run.csv")
    runs.look()
    #expect(runs.followers.map(\.location.format) == [.csv])
    #expect(runs.followers[0].log.series["loss"]?.pointCount == 1)
  }

  @Test("names that are not UTF-8 are found, read and known again")
  func strangeNames() throws {
    let name: [UInt8] = Array("\(folder.path)/run-".utf8) + [0xFF, 0xC3]
    let inside = name + Array("/log.jsonl".utf8)
    let runFolder = FileName.text(name)
    try #require(mkdir(FileName.cString(runFolder), 0o700) == 0)
    let path = FileName.text(inside)
    let file = try #require(fopen(FileName.cString(path), "w"))
    fputs(Self.line, file)
    fclose(file)
    for paths in [[folder.path], [path]] {
      let runs = try RunCollection(paths: paths)
      runs.look()
      #expect(runs.followers.map(\.location.path) == [path] && runs.notes == [])
      #expect(runs.followers[0].log.series["loss"]?.pointCount == 1)
    }
    unlink(FileName.cString(path))
    rmdir(FileName.cString(runFolder))
  }
}
