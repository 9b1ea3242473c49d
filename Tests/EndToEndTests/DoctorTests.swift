import Foundation
import TestSupport
import Testing

/// `latentty doctor`: what it finds, and what it calls a problem.
struct DoctorTests {
  @Test("the report says what decides the picture, for people and for scripts")
  func report() throws {
    let environment = ["TERM": "vt100", "LC_ALL": "C", "NO_COLOR": "1", "COLORTERM": ""]
    let text = try BuiltProgram.run(["doctor"], environment: environment)
    #expect(text.status == 0)
    #expect(text.output.contains("vt100"))
    #expect(text.output.contains("drawn in ASCII"))
    #expect(!text.output.contains("\u{1B}"))

    let json = try BuiltProgram.run(["doctor", "--json"], environment: environment)
    let report = try JSONDecoder.reports.decode(Report.self, from: Data(json.output.utf8))
    #expect(report.terminal.environment["TERM"] == "vt100")
    #expect(report.terminal.environment["NO_COLOR"] == "1")
    #expect(report.terminal.environment["COLORTERM"] == nil)
    #expect(!report.terminal.isInteractive)
    #expect(report.terminal.codeset != "UTF-8")
    #expect(report.build.processors >= 1)
  }

  @Test("a locale that is not installed is called that")
  func missingLocale() throws {
    let outcome = try BuiltProgram.run(["doctor"], environment: ["LC_ALL": "xx_XX.UTF-8"])
    #expect(outcome.output.contains("not installed"))
  }

  @Test("the assets are where LATENTTY_ASSETS says, and nowhere else")
  func assets() throws {
    let here = NSTemporaryDirectory()
    let found = try BuiltProgram.run(
      ["doctor", "--json"], environment: ["LATENTTY_ASSETS": here])
    let report = try JSONDecoder.reports.decode(Report.self, from: Data(found.output.utf8))
    #expect(report.folders.assets == here)

    let nowhere = "/no/such/folder"
    let missing = try BuiltProgram.run(["doctor"], environment: ["LATENTTY_ASSETS": nowhere])
    #expect(missing.status == 0)
    #expect(missing.output.contains("expected a folder in one of \(nowhere), found none"))
  }

  @Test("an installed program finds its assets beside its folder")
  func installedAssets() throws {
    let prefix = FileManager.default.temporaryDirectory.appending(path: "prefix-\(UUID())")
      .resolvingSymlinksInPath()
    defer { try? FileManager.default.removeItem(at: prefix) }
    let executable = prefix.appending(path: "bin/latentty")
    let share = prefix.appending(path: "share/latentty")
    for folder in [executable.deletingLastPathComponent(), share] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    // By another process: a program started meanwhile by some other test would hold our descriptor, and a
    // file that is open for writing cannot be run.
    let copy = try Process.run(
      URL(filePath: "/bin/cp"),
      arguments: [BuiltProgram.path, executable.path(percentEncoded: false)])
    copy.waitUntilExit()
    let outcome = try BuiltProgram.run(
      ["doctor", "--json"], executable: executable.path(percentEncoded: false))
    let report = try JSONDecoder.reports.decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.folders.assets == share.path(percentEncoded: false))
  }

  @Test("the state folder is the one of XDG_STATE_HOME, and writable only where a folder can be")
  func stateFolder() throws {
    let good = FileManager.default.temporaryDirectory.path(percentEncoded: false)
    for (home, isWritable) in [(good, true), (BuiltProgram.path, false)] {
      let outcome = try BuiltProgram.run(
        ["doctor", "--json"], environment: ["XDG_STATE_HOME": home])
      let report = try JSONDecoder.reports.decode(Report.self, from: Data(outcome.output.utf8))
      #expect(report.folders.state == home + "/latentty")
      #expect(report.folders.isStateWritable == isWritable)
    }
  }

  private struct Report: Decodable {
    struct Build: Decodable { let processors: Int }
    struct Terminal: Decodable {
      let environment: [String: String]
      let isInteractive: Bool
      let codeset: String
    }
    struct Folders: Decodable {
      let assets: String?
      let state: String?
      let isStateWritable: Bool
    }
    let build: Build
    let terminal: Terminal
    let folders: Folders
  }
}
