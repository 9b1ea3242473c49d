import Plotting
import Diagnostics

/// The keys of the definitions.
enum DefinitionsCommands {
  static let all: [Command] = [
    scroll("definitions.up", "line up", [KeyPress(.up), .character("k")], by: -1),
    scroll("definitions.down", "line down", [KeyPress(.down), .character("j")], by: 1),
    scroll("definitions.page-up", "ten lines up", [KeyPress(.pageUp)], by: -10),
    scroll("definitions.page-down", "ten lines down", [KeyPress(.pageDown)], by: 10),
    scroll("definitions.first", "first line", [KeyPress(.home)], by: -1_000_000),
    scroll("definitions.last", "last line", [KeyPress(.end)], by: 1_000_000),
    Command(
      "definitions.close", "close the definitions", scope: .definitions,
      keys: [KeyPress(.escape), .character("g"), .character("q")], hint: "close",
      why: "Goes back to the scores.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func scroll(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    Command(
      name, title, scope: .definitions, keys: keys,
      hint: step.magnitude == 1 ? "scroll" : nil, why: "Moves through the definitions.",
      run: { state, _ in
        guard let definitions = state.definitions else { return [] }
        let inside = DefinitionLines.room(in: ScreenLayout(size: state.size).body)
        let count = DefinitionLines(state, definitions.subject, columns: inside.columns).lines.count
        let last = max(0, count - inside.rows)
        state.definitions?.offset = min(max(0, definitions.offset + step), last)
        return []
      })
  }
}
