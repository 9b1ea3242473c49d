/// The keys of the list of columns.
enum ColumnsCommands {
  static let all: [Command] = [
    Command(
      "columns.up", "line up", scope: .columns, keys: [KeyPress(.up)],
      why: "Chooses the column.", run: { state, _ in move(&state, by: -1) }),
    Command(
      "columns.down", "line down", scope: .columns, keys: [KeyPress(.down)],
      why: "Chooses the column.", run: { state, _ in move(&state, by: 1) }),
    Command(
      "columns.take", "use the column", scope: .columns, keys: [KeyPress(.enter)], hint: "take",
      why: "Colours the points by the chosen column, or makes it an axis.",
      run: { state, _ in take(&state) }),
    Command(
      "columns.close", "close the list", scope: .columns, keys: [KeyPress(.escape)],
      hint: "close", why: "Goes back without changing anything.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func move(_ state: inout ExplorerState, by step: Int) -> [ExplorerEffect] {
    guard let columns = state.columnList else { return [] }
    let count = state.columnEntries.count
    state.columnList?.chosen = ListCursor.moved(columns.chosen, by: step, count: count)
    return []
  }

  private static func take(_ state: inout ExplorerState) -> [ExplorerEffect] {
    guard let columns = state.columnList else { return [] }
    let entries = state.columnEntries
    guard entries.indices.contains(columns.chosen) else {
      state.message = .failed("columns: none matches '\(columns.field.text)'")
      return []
    }
    state.closeOverlay()
    let index = entries[columns.chosen].index
    switch columns.purpose {
    case .color:
      state.colorMap(by: index)
      return []
    case .across: return index.map { state.chooseAxis($0, isUp: false) } ?? []
    case .up: return index.map { state.chooseAxis($0, isUp: true) } ?? []
    }
  }
}
