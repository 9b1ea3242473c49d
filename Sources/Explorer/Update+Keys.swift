extension ExplorerState {
  /// Looks a key up in the scopes that are in front, text fields taking characters before the outer scopes.
  mutating func press(_ key: KeyPress) -> [ExplorerEffect] {
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
    return PaletteCommands.start(command, &self)
  }
}
