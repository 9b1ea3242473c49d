import ArgumentParser
import CommandSupport
import Contents
import Storage

/// Lists what a file holds.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract:
      "List what a file holds: the tensors of a model or of data, their shapes, and metadata.")

  @Argument(help: "The file.")
  var file: String

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    if try !hasSignature {
      try OtherContent.check(file, expected: FileReport.formats, kinds: [])
    }
    let report = try FileReport(path: file)
    if json {
      try StandardOutput.write(json: report)
    } else {
      try StandardOutput.write(lines: report.lines)
    }
  }

  private var hasSignature: Bool {
    get throws { try FileKind(path: file) != .folder && FileStart(path: file).signature != nil }
  }
}
