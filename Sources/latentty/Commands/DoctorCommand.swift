import ArgumentParser
import CommandSupport
import Plotting

/// Says what the program finds around it, for whoever wonders why a screen looks as it does.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Report the build, the processor, the terminal, the locale and the directories.")

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let report = DoctorReport()
    if json {
      try StandardOutput.write(json: report)
    } else {
      try StandardOutput.write(lines: report.lines)
    }
  }
}

/// Everything that `doctor` knows.
private struct DoctorReport: Encodable {
  let version = Latentty.version
  let build = BuildFacts()
  let terminal = TerminalFacts()
  let folders = FolderFacts()

  /// The report for people: one fact in a line, and what to do where something is amiss.
  var lines: [String] {
    [
      row("latentty", version),
      row("system", build.system),
      row("Swift library", build.swift),
      row("built for", ([build.architecture] + build.instructionSet).joined(separator: " ")),
      row(
        "not used", build.unusedByBuild.isEmpty ? nil : build.unusedByBuild.joined(separator: " ")),
      row("processors", "\(build.processors)"),
      row("codeset", codeset),
      row("terminal", size),
      row("theme", terminal.theme),
    ].compactMap(\.self)
      + TerminalFacts.variables.compactMap { row($0, terminal.environment[$0]) }
      + [
        row("assets", folders.assets), row("model", folders.model ?? folders.problem),
        row("state", state), row("cache", folders.cacheProblem ?? folders.cache),
      ].compactMap(\.self)
  }

  private var codeset: String {
    if !terminal.localeExists {
      return "\(terminal.codeset); the locale that the environment names is not installed"
    }
    return terminal.isUTF8 ? terminal.codeset : "\(terminal.codeset); pictures are drawn in ASCII"
  }

  private var size: String {
    guard let columns = terminal.columns, let rows = terminal.rows else { return "none" }
    return "\(columns) columns, \(rows) rows"
      + (terminal.isInteractive ? "" : "; the input is not a terminal")
  }

  private var state: String {
    guard let state = folders.state else { return "none; neither XDG_STATE_HOME nor HOME is set" }
    return folders.isStateWritable ? state : "\(state); not writable"
  }

  private func row(_ name: String, _ value: String?) -> String? {
    value.map {
      name + String(repeating: " ", count: max(1, 16 - name.columns(glyphs: .ascii))) + $0
    }
  }
}
