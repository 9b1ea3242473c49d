import Foundation
import Glibc
import TestSupport
import Testing

/// Files that somebody shortens in place, as `cp` and `np.save` onto the same path do, while the program has them mapped.
struct MappedFileTests {
  private let folder: TemporaryFolder
  private var data: String { folder.path("data.safetensors") }
  private var run: String { folder.path("run") }

  init() throws {
    folder = try TemporaryFolder()
    let made = try BuiltProgram.run(
      ["simulate", "galaxies", "--count", "300", "--seed", "1", "--out", data])
    try #require(made.status == 0, "\(made.errors)")
    try FileManager.default.copyItem(atPath: data, toPath: folder.path("kept"))
  }

  /// Puts a copy in place with the content, into the same file.
  private func write(_ content: Data) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: data))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: content)
    try file.close()
  }

  private func train(_ more: [String]) throws -> (process: Process, errors: Pipe) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(filePath: BuiltProgram.path)
    process.arguments = ["train", "--out", run, "--threads", "1"] + more
    process.environment = ProcessInfo.processInfo.environment
      .filter { $0.key != "SWIFT_BACKTRACE" }
    process.standardError = errors
    try process.run()
    // The first line says that training has begun.
    let began = errors.fileHandleForReading.availableData
    #expect(String(decoding: began, as: UTF8.self).hasPrefix("epoch "))
    return (process, errors)
  }

  private func end(_ process: Process, _ errors: Pipe) throws -> String {
    let rest = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: rest, as: UTF8.self)
  }

  private func recipe() throws -> String {
    let path = folder.path("recipe.toml")
    try """
    [data]
    file = "\(data)"
    [network]
    latents = 2
    channels = [8, 8, 8, 8]
    [training]
    epochs = 100000
    checkpoint_seconds = 0.01
    """.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("training names its data set that became shorter, gives up its run, and resumes")
  func training() throws {
    let (process, errors) = try train([try recipe()])
    try write(Data())
    let said = try end(process, errors)
    #expect(process.terminationReason == .exit && process.terminationStatus == 1, "\(said)")
    let last = try #require(said.split(separator: "\n").last)
    #expect(last.hasPrefix("latentty: \(data): byte "), "\(said)")
    #expect(last.hasSuffix("found a file that was cut to 0"), "\(said)")
    #expect(!said.contains("Backtracing") && !said.contains("Thread"))

    try write(Data(contentsOf: URL(filePath: folder.path("kept"))))
    let (again, moreErrors) = try train(["--resume"])
    kill(again.processIdentifier, SIGTERM)
    let rest = try end(again, moreErrors)
    #expect(again.terminationStatus == 128 + SIGTERM && rest.contains("stopped, epoch "), "\(rest)")
  }

  @Test("under the Train screen the terminal is given back before the file is named")
  func trainingOnScreen() throws {
    let terminal = try PseudoTerminal(
      BuiltProgram.path, ["train", try recipe(), "--out", run, "--threads", "1"],
      environment: [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": folder.path,
      ],
      columns: 100, rows: 30)
    try terminal.wait(forText: "gradient_norm")
    try write(Data())
    #expect(try terminal.waitForEnd() == .exited(1))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
    let said = terminal.screen.text.filter { !$0.isWhitespace }
    #expect(said.contains("data.safetensors:byte") && said.contains("wascutto0"), "\(said)")
  }
}
