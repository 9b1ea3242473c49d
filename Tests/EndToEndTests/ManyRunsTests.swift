import Foundation
import Glibc
import TestSupport
import Testing

/// `latentty watch` with few descriptors and with paths that cannot be read, in processes of their own.
struct ManyRunsTests {
  private static let runCount = 300
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func makeRuns() throws {
    for run in 0..<Self.runCount {
      let path = folder.path(String(format: "run%03d", run))
      mkdir(path, 0o755)
      let lines = (1...5).map { "{\"step\":\($0),\"loss\":\(run)}\n" }.joined()
      try Data(lines.utf8).write(to: URL(filePath: "\(path)/log.jsonl"))
    }
  }

  /// The program behind a shell that lowers the number of descriptors first.
  private static func limited(_ count: Int, _ arguments: [String]) -> [String] {
    ["-c", "ulimit -n \(count); exec \"$0\" \"$@\"", BuiltProgram.path] + arguments
  }

  private func object(_ outcome: BuiltProgram.Outcome) throws -> [String: Any] {
    try #require(outcome.status == 0, "\(outcome.errors)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(value as? [String: Any])
  }

  @Test("every run is read with 40 descriptors, as text and as JSON")
  func fewDescriptors() throws {
    try makeRuns()
    let text = try BuiltProgram.run(
      Self.limited(40, ["watch", folder.path, "--once"]), executable: "/bin/sh")
    #expect(text.status == 0 && text.output.count { $0 == "\n" } == Self.runCount + 1)
    #expect(!text.output.contains("gone") && !text.output.contains("unreadable"))

    let report = try object(
      BuiltProgram.run(Self.limited(40, ["watch", folder.path, "--json"]), executable: "/bin/sh"))
    let runs = try #require(report["runs"] as? [[String: Any]])
    #expect(runs.count == Self.runCount && (report["notes"] as? [Any])?.isEmpty == true)
    #expect(runs.allSatisfy { $0["points"] as? Int == 5 && $0["state"] as? String == "running" })
  }

  @Test("the screen follows more runs than descriptors, and says what it cannot read")
  func screen() throws {
    try makeRuns()
    let terminal = try PseudoTerminal(
      "/bin/sh", Self.limited(64, ["watch", folder.path]),
      environment: [
        "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no", "HOME": "/nonexistent",
      ], columns: 120, rows: 40)
    try terminal.wait(forText: "\(Self.runCount) runs")
    #expect(!terminal.screen.text.contains("gone"))
    let file = try FileHandle(forWritingTo: URL(filePath: folder.path("run000/log.jsonl")))
    try file.seekToEnd()
    try file.write(contentsOf: Data("{\"step\":777,\"loss\":1}\n".utf8))
    try file.close()
    symlink("loop.csv", folder.path("loop.csv"))
    try terminal.wait(forText: "step 777")
    try terminal.wait(forText: "1 not read")
    terminal.send("A")
    try terminal.wait(forText: "loop.csv: cannot examine: Too many levels of symbolic links")
    terminal.send("A")
    terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.hasInitialModes && terminal.screen.modes == ScreenModel.usualModes)
  }

  @Test("what cannot be read stands with its reason below the runs, in JSON too")
  func unreadable() throws {
    let log = folder.path("log.jsonl")
    try Data("{\"step\":1,\"loss\":2}\n".utf8).write(to: URL(filePath: log))
    symlink("loop.csv", folder.path("loop.csv"))
    mkfifo(folder.path("events.jsonl"), 0o600)
    let notes = [
      ("events.jsonl", "a FIFO is not read"),
      ("loop.csv", "cannot examine: Too many levels of symbolic links"),
    ]
    let text = try BuiltProgram.run(["watch", folder.path, "--once"])
    #expect(text.status == 0)
    let report = try object(BuiltProgram.run(["watch", folder.path, "--json"]))
    let found = try #require(report["notes"] as? [[String: String]])
    for (name, reason) in notes {
      #expect(text.output.contains("- \(folder.path(name)): \(reason)\n"), "\(text.output)")
      #expect(found.contains(["path": folder.path(name), "reason": reason]), "\(found)")
    }
    let named = try BuiltProgram.run(["watch", folder.path("events.jsonl"), "--once"])
    #expect(named.status == 1 && named.output == "")
    #expect(
      named.errors
        == "latentty: \(folder.path("events.jsonl")): expected a regular file or a folder, found a FIFO\n"
    )
  }

  /// How a process without the rights of root is started; `nil` where it could not run the program.
  private static let asNobody: [String]? = {
    guard getuid() == 0 else { return [] }
    let words = ["--reuid=65534", "--regid=65534", "--clear-groups"]
    let outcome = try? BuiltProgram.run(
      words + [BuiltProgram.path, "--version"], executable: "/usr/bin/setpriv")
    return outcome?.status == 0 ? ["/usr/bin/setpriv"] + words : nil
  }()

  @Test(
    "files and folders without permission are listed, and come back with it",
    .enabled(if: asNobody != nil, "the program cannot be run without the rights of root"))
  func permissions() throws {
    for name in ["good.jsonl", "shut.jsonl", "shut/log.jsonl"] {
      try FileManager.default.createDirectory(
        atPath: folder.path("shut"), withIntermediateDirectories: true)
      try Data("{\"step\":1,\"loss\":2}\n".utf8).write(to: URL(filePath: folder.path(name)))
    }
    chmod(folder.path, 0o755)
    chmod(folder.path("shut.jsonl"), 0)
    chmod(folder.path("shut"), 0)
    let words = (Self.asNobody ?? []) + [BuiltProgram.path, "watch"]
    let watch = { (path: String) in
      try BuiltProgram.run(
        Array(words.dropFirst()) + [path, "--once"], executable: words[0])
    }
    let text = try watch(folder.path)
    #expect(text.status == 0 && text.output.contains("good.jsonl"), "\(text.errors)")
    for name in ["shut", "shut.jsonl"] {
      #expect(
        text.output.contains("- \(folder.path(name)): cannot open: Permission denied\n"),
        "\(text.output)")
      let named = try watch(folder.path(name))
      #expect(named.status == 1)
      #expect(
        named.errors == "latentty: \(folder.path(name)): cannot open: Permission denied\n")
    }
    chmod(folder.path("shut"), 0o755)
    chmod(folder.path("shut.jsonl"), 0o644)
    let after = try watch(folder.path).output
    #expect(after.count { $0 == "\n" } == 4 && !after.contains("denied"), "\(after)")
  }

  @Test("a path that is not UTF-8 is opened as it was given")
  func strangeName() throws {
    let path = folder.path("printf")
    mkdir(path, 0o755)
    try Data("{\"step\":1,\"loss\":2}\n".utf8).write(to: URL(filePath: "\(path)/log.jsonl"))
    let script = """
      cd "$1"; name=$(printf 'run-\\377'); mv printf "$name"
      "$0" watch "$name" --json && "$0" watch . --json; status=$?
      rm -r "$name"; exit $status
      """
    let outcome = try BuiltProgram.run(
      ["-c", script, BuiltProgram.path, folder.path], executable: "/bin/sh")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: "\"format\" : \"jsonl\"").count == 3)
  }
}
