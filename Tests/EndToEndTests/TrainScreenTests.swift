import Foundation
import Glibc
import TestSupport
import Testing

/// The Train screen on a real pseudo-terminal, and printed.
struct TrainScreenTests {
  private static let environment = [
    "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
    "SWIFT_BACKTRACE": "enable=no", "HOME": "/nonexistent",
  ]

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func start(_ arguments: [String]) throws -> PseudoTerminal {
    try PseudoTerminal(
      BuiltProgram.path, arguments, environment: Self.environment, columns: 100, rows: 30)
  }

  private func train(epochs: Int, _ more: [String] = []) throws -> PseudoTerminal {
    try start(
      [
        "train", "galaxies-beta", "--set", "data.count=200", "--set", "network.latents=2", "--set",
        "network.channels=[8, 8, 8, 8]", "--set", "training.log_steps=1", "--epochs", "\(epochs)",
        "--threads", "1", "--out", folder.path("run"),
      ] + more)
  }

  private func expectRestored(_ terminal: PseudoTerminal) {
    #expect(terminal.hasInitialModes)
    #expect(terminal.screen.modes == ScreenModel.usualModes)
  }

  private func append(_ steps: ClosedRange<Int>, to path: String) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(
      contentsOf: Data(steps.map { "{\"step\":\($0),\"loss\":\(100 / $0)}\n" }.joined().utf8))
    try file.close()
  }

  @Test("watch follows a log that grows")
  func growingLog() throws {
    let path = folder.path("log.jsonl")
    try Data().write(to: URL(filePath: path))
    try append(1...20, to: path)
    let terminal = try start(["watch", folder.path])
    try terminal.wait(forText: "step 20")
    try append(21...40, to: path)
    try terminal.wait(forText: "step 40")
    #expect(terminal.screen.text.contains("running, ") && terminal.screen.unknown == [])
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectRestored(terminal)
  }

  @Test(
    "one value of a log that is as large as a number can be is drawn on an axis",
    arguments: ["1e308", "-1e308", "1.7976931348623157e308", "5e-324"])
  func farthestValue(value: String) throws {
    try Data("{\"step\":1,\"loss\":\(value)}\n{\"step\":2,\"loss\":0}\n".utf8)
      .write(to: URL(filePath: folder.path("events.jsonl")))
    for size in ["100x30", "20x5"] {
      let outcome = try BuiltProgram.run(["watch", folder.path, "--dump", "text", "--size", size])
      #expect(outcome.status == 0 && outcome.errors == "")
      #expect(size == "20x5" || outcome.output.contains("loss  step 2"))
    }
  }

  @Test("training asks before it stops, leaves a checkpoint, and stays until it is left")
  func stopping() throws {
    let terminal = try train(epochs: 100_000)
    try terminal.wait(for: "curves and a model") {
      $0.text.contains("gradient_norm") && $0.text.contains("loss ") && $0.text.contains("epoch ")
    }
    terminal.send("\u{3}")
    try terminal.wait(forText: "stop training?")
    terminal.send("h")
    try terminal.wait(for: "the question to go") { !$0.text.contains("stop training?") }
    terminal.send("\u{3}")
    try terminal.wait(forText: "stop training?")
    terminal.send("\u{3}")
    try terminal.wait(forText: "training has ended")
    #expect(terminal.screen.text.contains("stopped, epoch "))
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(128 + SIGINT))
    expectRestored(terminal)
    // The line may be broken anywhere: the folder's name has any length.
    let said = terminal.screen.text.filter { !$0.isWhitespace }
    #expect(said.contains("themodelisusableand--resumecontinues"), "\(said)")
    let model = folder.path("run/latest.safetensors")
    #expect(try BuiltProgram.run(["inspect", model]).status == 0)
    let watched = try BuiltProgram.run(["watch", folder.path("run"), "--json"])
    let checkpoints = try FileManager.default.contentsOfDirectory(
      atPath: folder.path("run/checkpoints"))
    let steps = checkpoints.compactMap { Int($0.filter(\.isNumber)) }
    // Nothing would be lost by going on from there.
    #expect(watched.output.contains("\"step\" : \(try #require(steps.max()))"), "\(checkpoints)")
  }

  @Test("a run that comes to its end stays on screen, and its model opens from there")
  func finishing() throws {
    let terminal = try train(epochs: 2)
    try terminal.wait(forText: "training has ended")
    #expect(terminal.screen.text.contains("trained, epoch 2/2"))
    try terminal.wait(forText: "done ")
    terminal.send("\r")
    try terminal.wait(for: "a decoded galaxy") { $0.text.contains("decode ") }
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectRestored(terminal)
  }

  @Test("a signal ends training with its checkpoint and its status", arguments: [SIGTERM, SIGINT])
  func signals(number: Int32) throws {
    let terminal = try train(epochs: 100_000)
    try terminal.wait(forText: "gradient_norm")
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .exited(128 + number))
    expectRestored(terminal)
    #expect(try BuiltProgram.run(["inspect", folder.path("run/latest.safetensors")]).status == 0)
  }

  @Test("a line that is dropped ends training with its checkpoint")
  func droppedLine() throws {
    let terminal = try train(epochs: 100_000)
    try terminal.wait(forText: "gradient_norm")
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(128 + SIGHUP))
    #expect(try BuiltProgram.run(["inspect", folder.path("run/latest.safetensors")]).status == 0)
  }

  @Test("a log that is deleted is said on the screen, made anew, and training goes on")
  func deletedLog() throws {
    let terminal = try train(epochs: 100_000)
    try terminal.wait(forText: "gradient_norm")
    unlink(folder.path("run/events.jsonl"))
    try terminal.wait(forText: "deleted or moved; created again")
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == .exited(128 + SIGTERM))
    expectRestored(terminal)
    let said = terminal.screen.text.filter { !$0.isWhitespace }
    #expect(said.contains("deletedormoved;createdagainwithallofitslines"), "\(said)")
    let log = try String(contentsOfFile: folder.path("run/events.jsonl"), encoding: .utf8)
    #expect(log.hasPrefix("{\"step\":1,") && log.hasSuffix("}\n"))
  }

  @Test("what is wrong with the order is said without a screen")
  func wrongOrder() throws {
    let terminal = try train(epochs: 2, ["--set", "network.channels=x"])
    #expect(try terminal.waitForEnd() == .exited(2))
    #expect(terminal.screen.text.contains("network.channels"))
    #expect(!terminal.transcript.contains(Array("\u{1B}[?1049h".utf8)))
    expectRestored(terminal)
  }

  @Test("--plain has no screen on a terminal either")
  func plain() throws {
    let terminal = try train(epochs: 1, ["--plain"])
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(!terminal.transcript.contains(Array("\u{1B}[?1049h".utf8)))
    #expect(terminal.screen.text.contains("trained, epoch 1/1"))
  }

  @Test("the screen is printed without a terminal, with its pictures and its alerts")
  func printed() throws {
    let training = try BuiltProgram.run([
      "train", "galaxies-beta", "--set", "data.count=200", "--set", "network.latents=2", "--set",
      "network.channels=[8, 8, 8, 8]", "--epochs", "2", "--threads", "1", "--tensorboard", "--out",
      folder.path("run"),
    ])
    try #require(training.status == 0, "\(training.errors)")
    func screen(_ keys: String) throws -> String {
      let outcome = try BuiltProgram.run([
        "watch", folder.path("run"), "--size", "100x30", "--dump", "text", "--script", keys,
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }
    #expect(try screen("").contains("KL per latent"))
    #expect(try screen("i").contains("reconstructions  step 6"))
    #expect(try screen("i[").contains("reconstructions  step 3"))
    #expect(try screen("iiii").contains("reconstructions  step 6"))
    #expect(try screen("A").contains("none: no NaN or infinity"))
    #expect(try screen("<enter>").contains("decode "))
  }
}
