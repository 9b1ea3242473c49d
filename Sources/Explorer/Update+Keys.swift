import Plotting

extension ExplorerState {
  /// Looks a key up in the scopes from the front; text fields take characters before the outer scopes.
  mutating func press(_ key: KeyPress) -> [ExplorerEffect] {
    if case .click(let column, let row) = key.key { return click(column: column, row: row) }
    if keepsBack(key) { return [] }
    if message?.kind != .failed { message = nil }
    for screen in table.screens { screen.beginKey(&self) }
    defer { for screen in table.screens { screen.endKey(&self) } }
    var scopes = scopes
    if let front = scopes.first, front.takesText {
      if let command = table.command(for: key, in: [front]) {
        return command.perform(&self)
      }
      if textField?.handle(key) == true { return [] }
      scopes.removeFirst()
    }
    guard let command = table.command(for: key, in: scopes) else {
      message = .done("\(key.notation) does nothing here; ? lists the keys")
      return []
    }
    return start(command)
  }

  /// Runs the action of the topmost region at a cell; regions are registered when they are drawn.
  private mutating func click(column: Int, row: Int) -> [ExplorerEffect] {
    guard let offer = render(self, size: size).offer(column: column, row: row),
      let command = table.command(named: offer.command)
    else { return [] }
    if keepsBack(command, argument: offer.argument) { return [] }
    if message?.kind != .failed { message = nil }
    for screen in table.screens { screen.beginKey(&self) }
    defer { for screen in table.screens { screen.endKey(&self) } }
    return offer.argument.isEmpty
      ? start(command) : command.perform(&self, argument: offer.argument)
  }
}
