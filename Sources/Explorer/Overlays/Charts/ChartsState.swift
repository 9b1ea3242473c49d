import Plotting
import Runs

/// The list of charts, filtered by typed text.
struct ChartsState: TypedOverlay, ListOverlay {
  static let scope = CommandScope.charts
  static let commands: [Command] = [
    move("up", "line up", [KeyPress(.up)], by: -1, why: "Chooses the chart for the front."),
    move("down", "line down", [KeyPress(.down)], by: 1, why: "Chooses the chart for the front."),
    command(
      "take", "show these charts", [KeyPress(.enter)], hint: "show",
      why: "Shows only the charts with these words, the chosen one in front; without words all."
    ) { charts, state in
      let entries = charts.entries(state)
      state.closeOverlay()
      state.filterCharts(charts.field.text)
      if entries.indices.contains(charts.line) {
        state.train.chart = entries[charts.line].title
      }
      return []
    },
    close("close the list"),
  ]

  /// The text field.
  var field = TextField()
  /// The index of the selected line among the matches.
  var line = 0

  func lineCount(_ state: ExplorerState) -> Int { entries(state).count }

  /// The charts that match the typed text.
  private func entries(_ state: ExplorerState) -> [RunChart] {
    (state.train.snapshot?.charts ?? []).filter { $0.matches(field.text) }
  }

  /// Draws the field, then the matching charts.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let entries = entries(state)
    let room = frame.drawTypedListBox(
      body.centered(columns: 60, rows: min(body.rows, 20)), title: "charts",
      trailingTitle: "\(entries.count) fit", prompt: " / ", field: field, ink: ink)
    let chosen = min(line, max(0, entries.count - 1))
    frame.drawList(count: entries.count, chosen: chosen, in: room, ink: ink) { index in
      let entry = entries[index]
      let count = entry.series.count > 1 ? "\(entry.series.count) series" : ""
      let width = max(0, room.columns - count.columns(glyphs: ink.glyphs) - 4)
      return (entry.title.fitted(to: width, glyphs: ink.glyphs) + " " + count, ink.text)
    }
  }
}

extension CommandScope {
  static let charts = CommandScope("charts", title: "list of charts", takesText: true)
}
