/// An overlay with a line that keys move: the chosen one of a list, or the one where a text that scrolls begins.
protocol ListOverlay: Overlay {
  /// The line, from 0.
  var line: Int { get set }
  /// How many lines there are, while the overlay is the topmost.
  func lineCount(_ state: ExplorerState) -> Int
}

extension ListOverlay {
  mutating func choose(_ line: Int) { self.line = line }

  /// A command that moves the line by some lines, and no further than to the ends.
  static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int, hint: String? = nil,
    why: String
  ) -> Command {
    command(name, title, keys, hint: hint, why: why) { overlay, state in
      let count = overlay.lineCount(state)
      state[overlay: Self.self]?.line = ListCursor.moved(overlay.line, by: step, count: count)
      return []
    }
  }
}
