import Foundation
import TestSupport
import Testing

/// `latentty train` as scripts and people use it.
struct TrainTests {
  private static func arguments(_ path: String, epochs: Int) -> [String] {
    [
      "train", "galaxies-beta", "--set", "data.count=200", "--set", "network.latents=2", "--set",
      "network.channels=[8, 8, 8, 8]", "--epochs", "\(epochs)", "--threads", "1", "--out", path,
    ]
  }

  @Test("a run prints a line per epoch, leaves its model and can go on")
  func trainAndResume() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let first = try BuiltProgram.run(Self.arguments(path, epochs: 2))
    #expect(first.status == 0 && first.output == "", "\(first.errors)")
    let lines = first.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("epoch 1/2  step 3  loss ") == true)
    #expect(lines.last == "\(path)/latest.safetensors: trained, epoch 2/2  step 6")

    let rest = try BuiltProgram.run(["train", "--resume", "--epochs", "3", "--out", path])
    #expect(rest.status == 0)
    #expect(rest.errors.hasPrefix("epoch 3/3  step 9  loss "), "\(rest.errors)")
    let report = try BuiltProgram.run(["inspect", "\(path)/latest.safetensors"])
    #expect(report.status == 0 && report.output.contains("statistics.divergence"))
  }

  @Test("what is wrong with the arguments is one line and status 2")
  func wrongArguments() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let cases: [([String], String)] = [
      (["train", "--out", path], "expected a recipe, or --resume with the folder of a run"),
      (
        ["train", "galxies", "--out", path], "unknown recipe galxies: expected a .toml file or one"
      ),
      (
        ["train", "galaxies-beta", "--out", path, "--epochs", "0"],
        "--epochs 0: training.epochs: expected an integer from 1 to 1000000, found 0"
      ),
      (
        ["train", "galaxies-beta", "--out", path, "--set", "data.count=-1"],
        "--set data.count=-1: data.count: expected an integer from 1 to 100000000, found -1"
      ),
      (
        ["train", "galaxies-beta", "--out", path, "--set", "x"],
        "--set x: expected section.key=value, found x"
      ),
    ]
    for (arguments, problem) in cases {
      let outcome = try BuiltProgram.run(arguments)
      #expect(outcome.status == 2 && outcome.errors.hasPrefix("latentty: \(problem)"))
      #expect(outcome.errors.hasSuffix("see `latentty train --help`\n"))
      #expect(outcome.errors.count { $0 == "\n" } == 1)
    }
    #expect(folder.names.isEmpty)
  }

  @Test("what is wrong with files is one line and status 1")
  func wrongFiles() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let file = folder.path("a.toml")
    try "[data]\nfile = \"\(folder.path("no.safetensors"))\"\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    let cases: [([String], String)] = [
      ([file], "\(folder.path("no.safetensors")): cannot open: No such file or directory\n"),
      (
        ["\(folder.path)/b.toml"], "\(folder.path)/b.toml: cannot open: No such file or directory\n"
      ),
      (["--resume"], "\(path): expected a run to resume, found no recipe.toml\n"),
    ]
    for (arguments, problem) in cases {
      let outcome = try BuiltProgram.run(["train", "--out", path] + arguments)
      #expect(outcome.status == 1)
      #expect(outcome.errors == "latentty: \(problem)")
    }
  }

  @Test("a signal ends a run after its step with a model that opens", arguments: [SIGINT, SIGTERM])
  func signals(number: Int32) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: BuiltProgram.path)
    process.arguments = Self.arguments(path, epochs: 100_000)
    process.standardError = pipe
    try process.run()
    // The first line says that training has begun.
    let began = pipe.fileHandleForReading.availableData
    #expect(String(decoding: began, as: UTF8.self).hasPrefix("epoch 1/100000"))
    kill(process.processIdentifier, number)
    let rest = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 128 + number)
    let last = rest.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("\(path)/latest.safetensors: stopped, epoch "), "\(rest)")
    #expect(try BuiltProgram.run(["inspect", "\(path)/latest.safetensors"]).status == 0)
  }

  @Test("a run that is killed at any instant is read, goes on, and ends with the same bits")
  func kills() throws {
    let folder = try TemporaryFolder()
    let (whole, killed) = (folder.path("whole"), folder.path("killed"))
    let epochs = 40
    try #require(try BuiltProgram.run(Self.arguments(whole, epochs: epochs)).status == 0)
    for count in 1...4 {
      let isThere = FileManager.default.fileExists(atPath: "\(killed)/recipe.toml")
      let process = Process()
      let pipe = Pipe()
      process.executableURL = URL(filePath: BuiltProgram.path)
      process.arguments =
        Self.arguments(killed, epochs: epochs) + (isThere ? ["--resume"] : [])
      process.standardError = pipe
      try process.run()
      // After a line or two the next step, checkpoint or event is under way.
      for _ in 0..<(count % 2 + 1) { _ = pipe.fileHandleForReading.availableData }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let seen = try BuiltProgram.run(["watch", killed, "--json"])
      #expect(seen.status == 0 && seen.errors.isEmpty, "kill \(count): \(seen)")
    }
    let last = try BuiltProgram.run(Self.arguments(killed, epochs: epochs) + ["--resume"])
    #expect(last.status == 0, "\(last.errors)")
    let models = try [whole, killed].map {
      try Data(contentsOf: URL(filePath: "\($0)/latest.safetensors"))
    }
    #expect(models[0] == models[1])
  }

  @Test("a loss that is no number ends a run in one line with its step")
  func divergence() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let outcome = try BuiltProgram.run(
      Self.arguments(path, epochs: 50) + [
        "--set", "optimizer.learning_rate=1000", "--set", "optimizer.gradient_clip=0",
        "--set", "training.checkpoint_epochs=0",
      ])
    #expect(outcome.status == 1)
    let last = outcome.errors.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("latentty: \(path): step "), "\(outcome.errors)")
    #expect(last.contains(": expected finite numbers, found loss "))
    #expect(last.hasSuffix("; nothing was saved yet"))
    #expect(!FileManager.default.fileExists(atPath: "\(path)/latest.safetensors"))
  }

  /// A limit on the size of files fails writes as a full disk does; it is in blocks of 512 bytes.
  private func limited(_ blocks: Int, _ arguments: [String]) -> [String] {
    ["-c", "ulimit -S -f \(blocks); exec \"$0\" \"$@\"", BuiltProgram.path] + arguments
  }

  @Test("a disk that is full does not end a run, which says so, and goes on later to the same bits")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let (whole, path) = (folder.path("whole"), folder.path("run"))
    try #require(try BuiltProgram.run(Self.arguments(whole, epochs: 6)).status == 0)
    try #require(try BuiltProgram.run(Self.arguments(path, epochs: 1)).status == 0)
    let model = try Data(contentsOf: URL(filePath: "\(path)/latest.safetensors"))
    let outcome = try BuiltProgram.run(
      limited(
        4, ["train", "--resume", "--epochs", "6", "--set", "training.log_steps=1", "--out", path]),
      executable: "/bin/sh")
    #expect(outcome.status == 1)
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    let file = "\(path)/checkpoints/step-"
    let first =
      "\(file)6.safetensors: cannot write: File too large; training continues, and the next "
      + "checkpoint tries again"
    let last =
      "latentty: \(file)18.safetensors: cannot write: File too large; step 18 was not saved, "
      + "the checkpoint of step 3 is kept"
    let said = lines.filter { $0.contains("cannot write") }
    #expect(said == [first, last], "\(outcome.errors)")
    let epochs = lines.filter { $0.hasPrefix("epoch ") }
    #expect(epochs.count == 5)
    // The log keeps its whole lines, and the lost ones are counted.
    let log = try String(contentsOfFile: "\(path)/events.jsonl", encoding: .utf8)
    let kept = log.split(separator: "\n").count
    #expect(log.hasSuffix("}\n") && kept < 16)
    // A shorter line may still have found room after the first that did not.
    #expect(lines.contains { $0.contains("cannot append to: File too large; training continues") })
    #expect(
      lines.contains("\(path)/events.jsonl: \(16 - kept) lines could not be written"),
      "\(kept) lines: \(outcome.errors)")
    #expect(try Data(contentsOf: URL(filePath: "\(path)/latest.safetensors")) == model)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(path)/checkpoints")
        == ["step-3.safetensors"])

    let rest = try BuiltProgram.run(["train", "--resume", "--out", path])
    #expect(rest.status == 0 && rest.errors.contains("epoch 6/6  step 18"), "\(rest.errors)")
    let models = try [whole, path].map {
      try Data(contentsOf: URL(filePath: "\($0)/latest.safetensors"))
    }
    #expect(models[0] == models[1])
  }

  @Test("a disk that has room again has the next checkpoint, and that is said")
  func roomAgain() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = limited(16, Self.arguments(path, epochs: 100_000))
    process.standardError = pipe
    try process.run()
    var text = ""
    func read(until word: String) {
      while !text.contains(word), case let part = pipe.fileHandleForReading.availableData,
        !part.isEmpty
      {
        text += String(decoding: part, as: UTF8.self)
      }
    }
    read(until: "training continues")
    let room = try Process.run(
      URL(filePath: "/usr/bin/prlimit"),
      arguments: ["--pid", "\(process.processIdentifier)", "--fsize=unlimited:"])
    room.waitUntilExit()
    #expect(room.terminationStatus == 0)
    read(until: "written again, at step ")
    kill(process.processIdentifier, SIGTERM)
    read(until: "the model is usable")
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + SIGTERM, "\(text)")
    #expect(text.contains("\(path)/latest.safetensors: written again, at step "), "\(text)")
    #expect(text.components(separatedBy: "training continues, and").count == 2, "\(text)")
    #expect(try BuiltProgram.run(["inspect", "\(path)/latest.safetensors"]).status == 0)
  }
}
