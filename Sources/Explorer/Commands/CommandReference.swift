/// The keys and commands of the explorer as a page of documentation, generated from the command table.
package enum CommandReference {
  /// The lines of the page in Markdown, one section per scope.
  package static var lines: [String] {
    let table = CommandTable.standard
    var scopes: [CommandScope] = []
    for command in table.all where command.isListed && !scopes.contains(command.scope) {
      scopes.append(command.scope)
    }
    return scopes.flatMap { scope -> [String] in
      let commands = table.commands(in: [scope])
      return ["", "### \(scope.title)", "", "| keys | command | what it does |", "|---|---|---|"]
        + commands.map(row)
    }
  }

  private static func row(_ command: Command) -> String {
    let keys = command.keys.map { "`\($0.notation)`" }.joined(separator: " ")
    let argument = command.argument.map {
      $0.isRequired ? " \($0.placeholder)" : " [\($0.placeholder)]"
    }
    let cells = [keys, "`:\(command.name)\(argument ?? "")`", "\(command.title). \(command.why)"]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
