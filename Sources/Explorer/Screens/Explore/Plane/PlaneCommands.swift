/// The keys of the plane of two latents.
enum PlaneCommands {
  static let all: [Command] =
    [
      step("plane-left", "picture to the left", [KeyPress(.left), .character("h")], columns: -1),
      step("plane-right", "picture to the right", [KeyPress(.right), .character("l")], columns: 1),
      step("plane-up", "picture above", [KeyPress(.up), .character("k")], rows: 1),
      step("plane-down", "picture below", [KeyPress(.down), .character("j")], rows: -1),
      step("plane-first", "first column", [KeyPress(.home)], columns: -1000),
      step("plane-last", "last column", [KeyPress(.end)], columns: 1000),
      step("plane-top", "top row", [KeyPress(.pageUp)], rows: 1000),
      step("plane-bottom", "bottom row", [KeyPress(.pageDown)], rows: -1000),
      Command(
        "plane-leave", "back to the sliders", scope: .plane,
        keys: [KeyPress(.escape), KeyPress(.tab), KeyPress(.backTab), KeyPress(.enter)],
        hint: "back", why: "The arrows move the sliders again.",
        change: { state, _ in state.explore.focus = .sliders }),
    ]

  /// The commands that show the plane, whose keys work beside the sliders.
  static let shown: [Command] = [
    ExploreCommands.edit(
      "grid", "pictures over two latents", [.character("w")],
      why:
        "The plane of two latents, as pictures to walk over with the arrows: of those given, or of the chosen one and the next; again for none.",
      argument: .optional("z3 z7"), unavailable: \.planeProblem
    ) { state, text in choose(text, &state) },
    ExploreCommands.edit(
      "plane-cell", "go to a picture of the grid", [], why: "What a click on a picture does.",
      argument: .required("COLUMN,ROW"), isListed: false
    ) { state, text in
      guard state.plannedPlane != nil, let place = Command.indices(text, count: 2) else { return }
      state.explore.focus = .plane
      state.movePlane(column: place[0], row: place[1])
    },
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    Command(
      name, title, scope: .plane, keys: keys,
      hint: (columns + rows).magnitude == 1 ? "picture" : nil,
      why: "Sets the sliders to the picture beside the marked one.",
      change: { state, _ in
        guard let cell = state.plannedPlane?.cell(of: state) else { return }
        state.movePlane(column: cell.column + columns, row: cell.row + rows)
      })
  }

  private static func choose(_ text: String, _ state: inout ExplorerState) {
    guard text.isEmpty else {
      guard let axes = axes(text, state) else {
        state.message = .failed("grid: expected two latents such as z0 z1; found '\(text)'")
        return
      }
      show(axes, &state)
      return
    }
    guard state.planeAxes == nil else {
      state.explore.planeChoice = .none
      state.message = .done("no grid")
      return
    }
    let listed = state.listedLatents.count > 1 ? state.listedLatents : state.rowLatents
    let place = listed.firstIndex(of: state.explore.selected) ?? 0
    let ends = [listed[place], listed[(place + 1) % listed.count]].sorted()
    show(PlaneAxes(across: ends[0], up: ends[1]), &state)
  }

  private static func show(_ axes: PlaneAxes, _ state: inout ExplorerState) {
    state.explore.planeChoice = .of(axes)
    state.explore.focus = .plane
    state.message = .done(
      "\(state.label(of: axes.across)) across, \(state.label(of: axes.up)) up: arrows walk over the pictures, tab goes back"
    )
  }

  /// Two different rows of sliders, by index or name.
  private static func axes(_ text: String, _ state: ExplorerState) -> PlaneAxes? {
    let latents = text.split { $0 == "," || $0 == " " }.map { word -> Int? in
      if let named = state.rowLatents.first(where: { state.name(of: $0) == word }) { return named }
      let index = Int(word.hasPrefix("z") ? word.dropFirst() : word, radix: 10)
      return index.flatMap { state.latents.indices.contains($0) ? state.row(of: $0) : nil }
    }
    guard latents.count == 2, let across = latents[0], let up = latents[1], across != up else {
      return nil
    }
    return PlaneAxes(across: across, up: up)
  }
}
