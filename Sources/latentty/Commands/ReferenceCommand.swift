import ArgumentParser
import CommandSupport

/// Prints pages of the documentation that are made from the program's own tables.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract:
      "Print the explorer's keys, the metrics of a diagnosis or the settings of recipes, in Markdown."
  )

  @Argument(help: "Which page: \(ReferencePage.allValueStrings.joined(separator: ", ")).")
  var page: ReferencePage

  func run() throws {
    try StandardOutput.write(lines: page.lines)
  }
}
