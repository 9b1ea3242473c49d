import Runs

/// The keys of the list of charts.
enum ChartsCommands {
  static let all: [Command] = [
    Command(
      "charts.up", "line up", scope: .charts, keys: [KeyPress(.up)],
      why: "Chooses the chart for the front.", run: { state, _ in move(&state, by: -1) }),
    Command(
      "charts.down", "line down", scope: .charts, keys: [KeyPress(.down)],
      why: "Chooses the chart for the front.", run: { state, _ in move(&state, by: 1) }),
    Command(
      "charts.take", "show these charts", scope: .charts, keys: [KeyPress(.enter)], hint: "show",
      why: "Shows only the charts with these words, the chosen one in front; without words all.",
      run: { state, _ in
        guard let charts = state.chartList else { return [] }
        let entries = state.entries(of: charts)
        state.closeOverlay()
        state.filterCharts(charts.field.text)
        if entries.indices.contains(charts.chosen) {
          state.train.chart = entries[charts.chosen].title
        }
        return []
      }),
    Command(
      "charts.close", "close the list", scope: .charts, keys: [KeyPress(.escape)], hint: "close",
      why: "Goes back without changing anything.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func move(_ state: inout ExplorerState, by step: Int) -> [ExplorerEffect] {
    guard let charts = state.chartList else { return [] }
    let count = state.entries(of: charts).count
    state.chartList?.chosen = ListCursor.moved(charts.chosen, by: step, count: count)
    return []
  }
}
