import Foundation
import Glibc
import TestSupport
import Testing

/// Commands whose reader goes away, as `head` does once it has seen enough.
struct ReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs the program before a reader, and gives its own status; 124 after a minute.
  private func run(_ arguments: [String], before reader: String) throws -> BuiltProgram.Outcome {
    let words = ["timeout", "60", BuiltProgram.path] + arguments
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    return try BuiltProgram.run(
      ["-c", "\(quoted) | \(reader); exit ${PIPESTATUS[0]}"], executable: "/bin/bash")
  }

  private func training(_ more: [String]) -> [String] {
    [
      "train", "galaxies-beta", "--set", "data.count=200", "--set", "network.latents=2", "--set",
      "network.channels=[8, 8, 8, 8]", "--threads", "1", "--out", folder.path("run"),
    ] + more
  }

  @Test("plain training ends with its reader, without a line of its own, and can go on")
  func plainTraining() throws {
    let outcome = try run(training(["--epochs", "1000000", "--plain"]), before: "head -3")
    #expect(outcome.status == 128 + SIGPIPE && outcome.errors == "")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.hasPrefix("epoch ") }, "\(outcome.output)")
    let model = folder.path("run/latest.safetensors")
    #expect(try BuiltProgram.run(["inspect", model]).status == 0)
    let log = try String(contentsOfFile: folder.path("run/events.jsonl"), encoding: .utf8)
    #expect(log.hasSuffix("}\n"))
    // The log tells the step at which the run ended, and the run goes on from there.
    let rest = try run(
      ["train", "--resume", "--plain", "--out", folder.path("run")], before: "head -1")
    #expect(rest.status == 128 + SIGPIPE && rest.errors == "")
    #expect(rest.output.hasPrefix("epoch ") && !rest.output.hasPrefix("epoch 1/"), "\(rest.output)")
  }

  @Test("plain lines are on stdout, and what is said of the run on stderr")
  func streams() throws {
    let outcome = try BuiltProgram.run(training(["--epochs", "2", "--plain"]))
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("epoch ") }, "\(outcome.output)")
    #expect(outcome.errors.hasSuffix("trained, epoch 2/2  step 6\n"), "\(outcome.errors)")
  }

  @Test("the lines that go to stderr need no reader of stdout")
  func training() throws {
    let outcome = try run(training(["--epochs", "40"]), before: "true")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("trained, epoch 40/40"))
  }

  @Test(
    "work whose result nobody would read is given up",
    arguments: [
      ["map", "--once", "--iterations", "1000000"],
      ["diagnose", "--no-cache", "--samples", "1000000"],
      ["anomaly", "--no-cache", "--count", "1000000"],
    ])
  func computing(words: [String]) throws {
    let outcome = try run(words + [try TrainedModel.path()], before: "true")
    #expect(outcome.status == 128 + SIGPIPE && outcome.errors == "", "\(words): \(outcome)")
  }

  @Test("a map that goes to a file needs no reader")
  func writing() throws {
    let path = folder.path("map.csv")
    let outcome = try run(
      ["map", try TrainedModel.path(), "--count", "100", "--iterations", "50", "--out", path],
      before: "true")
    #expect(outcome.errors == "" && FileManager.default.fileExists(atPath: path))
  }
}
