import Diagnostics
import Plotting

/// The definitions: every metric with its formula and source.
struct DefinitionsState: ListOverlay {
  /// The numbers that are defined.
  enum Subject: Sendable {
    /// The metrics of the Diagnose screen.
    case diagnosis
    /// The scores of the Anomaly screen.
    case anomalies
  }

  static let scope = CommandScope.definitions
  static let commands: [Command] = [
    scroll("up", "line up", [KeyPress(.up), .character("k")], by: -1, hint: "scroll"),
    scroll("down", "line down", [KeyPress(.down), .character("j")], by: 1, hint: "scroll"),
    scroll("page-up", "ten lines up", [KeyPress(.pageUp)], by: -10),
    scroll("page-down", "ten lines down", [KeyPress(.pageDown)], by: 10),
    scroll("first", "first line", [KeyPress(.home)], by: -1_000_000),
    scroll("last", "last line", [KeyPress(.end)], by: 1_000_000),
    close(
      "close the definitions", [.character("g"), .character("q")], why: "Goes back to the scores."),
  ]

  /// The numbers that are defined.
  var subject = Subject.diagnosis
  /// The first visible line.
  var line = 0

  /// The lines that can be the first visible one.
  func lineCount(_ state: ExplorerState) -> Int {
    let inside = DefinitionLines.room(in: ScreenLayout(size: state.size).body)
    let count = DefinitionLines(state, subject, columns: inside.columns).lines.count
    return max(0, count - inside.rows) + 1
  }

  private static func scroll(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int, hint: String? = nil
  ) -> Command {
    move(name, title, keys, by: step, hint: hint, why: "Moves through the definitions.")
  }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let inside = DefinitionLines.room(in: body)
    let lines = DefinitionLines(state, subject, columns: inside.columns).lines
    let first = min(line, max(0, lines.count - inside.rows))
    let shown = lines.dropFirst(first).prefix(inside.rows)
    let box = Rect(
      column: inside.column - 1, row: inside.row - 1, columns: inside.columns + 2,
      rows: inside.rows + 2)
    _ = frame.drawOverlayBox(
      box, title: "definitions",
      trailingTitle: "\(first + 1)-\(first + shown.count) of \(lines.count)", ink: ink)
    for (offset, line) in shown.enumerated() {
      frame.writeField(
        line.text, row: inside.row + offset, in: inside,
        style: line.isHeading ? ink.accent : ink.text, ink: ink)
    }
  }
}

extension CommandScope {
  static let definitions = CommandScope("definitions", title: "definitions")
}
