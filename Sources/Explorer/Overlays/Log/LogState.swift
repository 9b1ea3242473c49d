import Plotting

/// The log: messages of the program and its libraries, newest at the bottom.
struct LogState: ListOverlay {
  static let scope = CommandScope.log
  static let commands: [Command] = [
    scroll("up", "older", [KeyPress(.up), .character("k")], by: 1),
    scroll("down", "newer", [KeyPress(.down), .character("j")], by: -1),
    scroll("page-up", "ten older", [KeyPress(.pageUp)], by: 10),
    scroll("page-down", "ten newer", [KeyPress(.pageDown)], by: -10),
    scroll("oldest", "oldest", [KeyPress(.home)], by: LogBook.limit),
    scroll("newest", "newest", [KeyPress(.end)], by: -LogBook.limit),
    close("close the log", [.character("q"), .character("~")], why: "Goes back to the screen."),
  ]
  static let outlivesModel = true

  /// The number of lines scrolled up from the newest.
  var line = 0

  func lineCount(_ state: ExplorerState) -> Int { state.log.lines.count }

  private static func scroll(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    move(name, title, keys, by: step, why: "Moves through the log.")
  }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let lines = state.log.lines
    let inside = frame.drawOverlayBox(
      body, title: "log", trailingTitle: "\(lines.count) so far", ink: ink)
    guard !lines.isEmpty else {
      frame.write(
        " no messages yet", column: inside.column, row: inside.row, style: ink.faint)
      return
    }
    let wrapped = lines.map { entry in
      entry.wrapped(to: max(1, inside.columns - 3), glyphs: ink.glyphs).enumerated()
        .map { $0.offset == 0 ? $0.element : "  \($0.element)" }
    }
    // The oldest entries fill the box; further up nothing is left.
    var rows = 0
    let least = wrapped.prefix { entry in
      defer { rows += entry.count }
      return rows < inside.rows
    }.count
    let end = max(least, lines.count - line)
    let rowsBefore = Array(wrapped[..<end].joined())
    let isAtTop = line > 0 && lines.count - line <= least
    let shown = isAtTop ? rowsBefore.prefix(inside.rows) : rowsBefore.suffix(inside.rows)
    for (offset, line) in shown.enumerated() {
      frame.writeField(" " + line, row: inside.row + offset, in: inside, style: ink.text, ink: ink)
    }
  }
}

extension CommandScope {
  static let log = CommandScope("log", title: "log")
}
