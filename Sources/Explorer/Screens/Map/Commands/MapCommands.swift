import Plotting

/// The commands of the Map screen.
enum MapCommands {
  static let all: [Command] = cursor + picking + looks + views + work

  /// The scopes whose keys are active on the screen, the frontmost first.
  static func scopes(_ state: ExplorerState) -> [CommandScope] {
    var scopes: [CommandScope] = [.map]
    if state.map.area != nil { scopes.insert(.mapArea, at: 0) }
    if state.awaited[.map] != nil, state.map.update == nil { scopes.insert(.mapping, at: 0) }
    switch state.map.prefix {
    case .zoom: scopes.insert(.mapZoom, at: 0)
    case .color: scopes.insert(.mapColor, at: 0)
    case nil: break
    }
    return scopes
  }

  /// Requires a map.
  static let needsMap: Command.Condition = { $0.map.update == nil ? "there is no map yet" : nil }

  /// Makes what only changes the state.
  static let change = StateCommands(.map, unavailable: needsMap)

  private static let cursor: [Command] = [
    move("map.left", "cursor left", [KeyPress(.left), .character("h")], columns: -1),
    move("map.down", "cursor down", [KeyPress(.down), .character("j")], rows: 1),
    move("map.up", "cursor up", [KeyPress(.up), .character("k")], rows: -1),
    move("map.right", "cursor right", [KeyPress(.right), .character("l")], columns: 1),
    move("map.page-up", "ten rows up", [KeyPress(.pageUp)], rows: -10),
    move("map.page-down", "ten rows down", [KeyPress(.pageDown)], rows: 10),
    resize(
      "map.narrower", "narrower box", [.character("H"), KeyPress(.left, modifiers: .shift)],
      columns: -1),
    resize(
      "map.taller", "taller box", [.character("J"), KeyPress(.down, modifiers: .shift)], rows: 1),
    resize(
      "map.flatter", "flatter box", [.character("K"), KeyPress(.up, modifiers: .shift)], rows: -1),
    resize(
      "map.wider", "wider box", [.character("L"), KeyPress(.right, modifiers: .shift)], columns: 1),
    change(
      "map.cell", "cursor to a cell", [], why: "What a click on a map does.",
      argument: .required("PANEL,COLUMN,ROW"), isListed: false
    ) { state, text in
      guard let place = Command.indices(text, count: 3),
        state.mapPanels.indices.contains(place[0])
      else { return }
      state.map.panel = place[0]
      state.map.cursor = MapCell(column: place[1], row: place[2])
    },
    change(
      "map.center", "cursor to the centre", [KeyPress(.home)],
      why: "Brings the cursor back into the view."
    ) { state, _ in state.map.cursor = nil },
    change(
      "map.panel", "next panel", [KeyPress(.tab)],
      why: "The cursor, the zoom and the selection apply to one of the maps side by side.",
      unavailable: { $0.mapPanels.count > 1 ? nil : "one map is shown; F shows three" }
    ) { state, _ in
      state.map.panel = (state.map.panel + 1) % state.mapPanels.count
      state.map.area = nil
    },
  ]

  private static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    change(
      name, title, keys, hint: (columns + rows).magnitude == 1 ? "cursor" : nil,
      why: "The inspector shows what is there; at the edge the map scrolls."
    ) { state, _ in state.moveMapCursor(columns: columns, rows: rows) }
  }

  private static func resize(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    change(
      name, title, keys, why: "s, t and N act on the points in the box, zz zooms to it."
    ) { state, _ in
      let room = state.mapPlot.size
      state.map.box = Size(
        columns: min(max(1, state.map.box.columns + columns), max(1, room.columns)),
        rows: min(max(1, state.map.box.rows + rows), max(1, room.rows)))
    }
  }
}
