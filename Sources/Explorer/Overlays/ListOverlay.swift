/// An overlay with a current line: the selected one of a list, or the first visible one of a scrolled text.
protocol ListOverlay: Overlay {
  /// The line, from 0.
  var line: Int { get set }
  /// The number of lines, while the overlay is the topmost.
  func lineCount(_ state: ExplorerState) -> Int
}

extension ListOverlay {
  mutating func choose(_ line: Int) { self.line = line }

  /// A command that moves the current line by some lines, clamped to the ends.
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
