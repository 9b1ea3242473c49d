import ArgumentParser
import CommandSupport

/// Prints pages of the documentation that are made from the program's own tables.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Print the keys of the explorer or the metrics of a diagnosis, in Markdown.")

  @Argument(
    help: "Which page: \(ReferencePage.allCases.map(\.rawValue).joined(separator: " or ")).")
  var page: ReferencePage

  func run() throws {
    try StandardOutput.write(lines: page.lines)
  }
}
