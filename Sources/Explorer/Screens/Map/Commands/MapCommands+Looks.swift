import Maps

extension MapCommands {
  /// The commands that choose how the map is drawn.
  static let looks: [Command] = [
    change(
      "map.closer", "zoom in", [.character("+"), .character("=")], hint: "zoom",
      why: "Keeps the position under the cursor."
    ) { state, _ in state.zoomMap(by: 1.5) },
    change(
      "map.further", "zoom out", [.character("-")], hint: "zoom",
      why: "Keeps the position under the cursor."
    ) { state, _ in state.zoomMap(by: 1 / 1.5) },
    change(
      "map.fit", "show all points", [.character("_")],
      why: "A few extreme outliers may remain outside."
    ) { state, _ in
      state.map.cursor = nil
      state.fitMap()
    },
    change(
      "map.zoom", "z: zoom to the box", [.character("z")],
      why: "Waits for a second z, which shows only the inside of the box."
    ) { state, _ in state.map.arm(.zoom) },
    change(
      "map.follow", "follow the points", [.character("f")],
      why: "The view expands with the map, until you zoom."
    ) { state, _ in
      state.map.isFollowing.toggle()
      if state.map.isFollowing { state.fitMap() }
      state.message = .done(
        state.map.isFollowing ? "the view follows the points" : "the view stays")
    },
    change(
      "map.density", "density or points", [.character("d")],
      why:
        "Density distinguishes a thousand points from ten where dots overlap; its scale is logarithmic."
    ) { state, _ in state.map.showsDensity.toggle() },
    change(
      "map.table", "pictures or neighbours", [.character("i")],
      why: "The inspector shows pictures, or the nearest codes with their factors."
    ) { state, _ in state.map.showsTable.toggle() },
    change(
      "map.color", "colour by the next column", [.character("c")], hint: "colour",
      why:
        "By factors, latents, reconstruction error or anomaly score; digits after c hide and show classes.",
      argument: .optional("COLUMN|none")
    ) { state, text in
      guard let points = state.map.points else { return }
      let colorings = points.colorings
      if text == "none" {
        state.colorMap(by: nil)
      } else if text.isEmpty {
        let current = state.map.coloring.column ?? -1
        state.colorMap(by: colorings.first { $0 > current })
      } else if let column = colorings.first(where: { points.columns[$0].name == text }) {
        state.colorMap(by: column)
      } else {
        let names = colorings.map { points.columns[$0].name }.joined(separator: ", ")
        state.message = .failed("expected one of \(names); found '\(text)'")
      }
    },
    list("map.colors", "colour by a column of the list", "C", .color),
  ]

  /// A command that opens the list of columns.
  static func list(
    _ name: String, _ title: String, _ key: Character, _ purpose: ColumnsState.Purpose
  ) -> Command {
    change(
      name, title, [.character(key)],
      why: "Lists the columns; typing filters them."
    ) { state, _ in
      state.overlays.append(ColumnsState(purpose: purpose))
    }
  }
}

extension ExplorerState {
  /// Colours the points by a column, or uniformly for `nil`; the next key may be the digit of a class.
  mutating func colorMap(by column: Int?) {
    guard let points = map.points else { return }
    if column == nil || column != map.coloring.column {
      map.coloring = column.map { MapColoring(points, column: $0) } ?? MapColoring()
    }
    if !map.coloring.names.isEmpty { map.arm(.color) }
    message = .done("colour: \(column.map { points.columns[$0].title } ?? "none")")
  }
}
