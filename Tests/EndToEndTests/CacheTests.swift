import Foundation
import TestSupport
import Testing

/// The folder for what can be made again: whose it is, what it holds, and how it is cleared.
struct CacheTests {
  private let folder: TemporaryFolder
  private let cache: String

  init() throws {
    folder = try TemporaryFolder()
    cache = folder.path("latentty")
  }

  private func run(_ arguments: [String]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, environment: ["XDG_CACHE_HOME": folder.path])
  }

  private func diagnose(_ more: [String] = []) throws -> BuiltProgram.Outcome {
    try run(["diagnose", try TrainedModel.path(), "--samples", "50"] + more)
  }

  private func mode(_ path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private func files(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private struct Report: Decodable {
    struct Part: Decodable, Equatable {
      let kind: String
      let files: Int
      let bytes: Int
    }
    let path: String
    let others: Int
    let parts: [Part]
  }

  private func report(_ more: [String] = []) throws -> Report {
    let outcome = try run(["cache", "--json"] + more)
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    return try JSONDecoder.reports.decode(Report.self, from: Data(outcome.output.utf8))
  }

  @Test("it is made for its owner alone, told by kind, and cleared of what is the program's own")
  func clearing() throws {
    #expect(try report().parts.allSatisfy { $0.files == 0 })
    #expect(!FileManager.default.fileExists(atPath: cache))
    #expect(try diagnose().status == 0)
    #expect(try mode(cache) == 0o700 && mode("\(cache)/diagnoses") == 0o700)
    try write("12345", to: "\(cache)/galaxies-1abc.safetensors")
    try write("123", to: "\(cache)/.2k3j.partial")
    try write("12", to: "\(cache)/diagnoses/.9zz.partial")
    // Neither names of others, nor links, nor what a link leads to.
    try write("precious", to: folder.path("precious.safetensors"))
    for name in ["notes.txt", "galaxies-.safetensors", "cells-1.safetensors", ".hidden"] {
      try write("mine", to: "\(cache)/\(name)")
    }
    try #require(symlink("../precious.safetensors", "\(cache)/qcf-1.safetensors") == 0)
    try #require(symlink("../../precious.safetensors", "\(cache)/diagnoses/.7.partial") == 0)
    let before = try report()
    #expect(before.path == cache && before.others == 6)
    #expect(before.parts.map(\.kind) == ["datasets", "diagnoses", "unfinished"])
    #expect(before.parts.map(\.files) == [1, 1, 2])
    #expect(before.parts[0].bytes == 5 && before.parts[2].bytes == 5)
    let text = try run(["cache"])
    #expect(text.output.contains("data sets         1 file, 0.0 MiB"), "\(text.output)")

    #expect(try report(["--clear"]).parts == before.parts)
    #expect(
      try files(cache) == [
        ".hidden", "cells-1.safetensors", "diagnoses", "galaxies-.safetensors", "notes.txt",
        "qcf-1.safetensors",
      ])
    #expect(try files("\(cache)/diagnoses") == [".7.partial"])
    #expect(
      try String(contentsOfFile: folder.path("precious.safetensors"), encoding: .utf8)
        == "precious")
    #expect(try report().parts.allSatisfy { $0.files == 0 })
  }

  @Test("one that others may write is neither believed, written nor cleared, and that is said")
  func othersMayWrite() throws {
    #expect(try diagnose().status == 0)
    let kept = try files("\(cache)/diagnoses")
    #expect(kept.count == 1)
    for path in [cache, "\(cache)/diagnoses"] {
      chmod(path, 0o777)
      let problem =
        "\(path): private folder: expected a folder of user \(geteuid()) that no "
        + "other user may write, found mode 777"
      let outcome = try diagnose()
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("not cached: \(problem)"), "\(outcome)")
      let json = try diagnose(["--json"])
      #expect(json.status == 0 && json.errors == "not cached: \(problem)\n")
      let clear = try run(["cache", "--clear"])
      #expect(clear.status == 1 && clear.errors == "latentty: \(problem)\n")
      #expect(try run(["doctor"]).output.contains("cache           \(problem)"))
      chmod(path, 0o700)
    }
    #expect(try files("\(cache)/diagnoses") == kept)
    #expect(try run(["doctor"]).output.contains("cache           \(cache)\n"))
  }

  @Test("a link in its place is not followed")
  func link() throws {
    let real = folder.path("real")
    try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: false)
    try write("1", to: "\(real)/galaxies-1.safetensors")
    try #require(symlink(real, cache) == 0)
    let outcome = try run(["cache", "--clear"])
    #expect(outcome.status == 1 && outcome.errors.hasSuffix("found a link\n"), "\(outcome)")
    #expect(try files(real) == ["galaxies-1.safetensors"])
    #expect(try diagnose().status == 0)
    #expect(try files(real) == ["galaxies-1.safetensors"])
  }
}
