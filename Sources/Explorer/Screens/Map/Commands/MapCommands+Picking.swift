extension MapCommands {
  /// The commands on points.
  static let picking: [Command] = [
    Command(
      "map.pick", "sliders to the nearest point", scope: .map, keys: [KeyPress(.enter)],
      hint: "pick",
      why: "Moves the sliders of Explore to the code of the point nearest to the cursor.",
      unavailable: { state in
        guard state.map.file == nil else { return "these points have no model" }
        return needsMap(state)
      }, run: { state, _ in state.pickOnMap() }),
    change(
      "map.area", "box, then lasso", [.character("v")], hint: "box",
      why:
        "The box extends from here to the cursor; v again draws a lasso along the cursor's path, v ends it."
    ) { state, _ in
      guard let place = state.mapCursorPlace else { return }
      let corner = MapArea.Corner(x: place.x, y: place.y)
      switch state.map.area {
      case nil:
        state.map.area = .box(anchor: corner)
        state.message = .done("box from here; s select, t toggle, N clear, zz zoom, v lasso")
      case .box:
        state.map.area = .lasso([corner])
        state.message = .done("lasso along the cursor's path; s select, t toggle, N clear")
      case .lasso: state.map.area = nil
      }
    },
    select("map.select", "select the points inside", "s", .select),
    select("map.toggle", "invert the selection inside", "t", .toggle),
    select("map.clear", "deselect the points inside", "N", .clear),
    change(
      "map.clear-all", "clear the selection", [],
      why: "Deselects all points."
    ) { state, _ in state.map.selection = [] },
  ]

  private static func select(
    _ name: String, _ title: String, _ key: Character, _ action: ExplorerState.MapSelecting,
    hint: String? = nil
  ) -> Command {
    change(
      name, title, [.character(key)], hint: hint,
      why: "Acts on the lasso, the box, or the cursor's own box; ignores hidden classes."
    ) { state, _ in state.selectOnMap(action) }
  }
}

/// The keys after `z` and `c`, and while a box or lasso is being drawn.
enum MapPrefixCommands {
  static let all: [Command] =
    [
      MapCommands.change(
        "map.zoom-to-box", "zoom to the box", [.character("z")], hint: "zoom to the box",
        why: "Shows only the inside of the box or lasso; _ shows everything again.",
        scope: .mapZoom
      ) { state, _ in state.zoomMapToArea() },
      end("map.end-zoom", "cancel the zoom", scope: .mapZoom),
    ] + (1...9).map(toggle) + [
      end("map.end-color", "digits choose screens again", scope: .mapColor),
      MapCommands.change(
        "map.end-area", "cancel the box", [KeyPress(.escape)], hint: "cancel",
        why: "Removes the box or lasso; the selection stays.", scope: .mapArea
      ) { state, _ in state.map.area = nil },
      Command(
        "map.stop", "stop", scope: .mapping, keys: [KeyPress(.escape)], hint: "stop",
        why: "Other screens can be used in the meantime; r starts again.",
        run: { state, _ in
          state.abandon(.map, .mapPlace)
          state.haltMap("stopped")
          return [.cancel(.map)]
        }),
    ]

  /// Ends a prefix, as any key does, with no other effect.
  private static func end(_ name: String, _ title: String, scope: CommandScope) -> Command {
    MapCommands.change(
      name, title, [KeyPress(.escape)], why: "Goes back without changing anything.", scope: scope,
      unavailable: { _ in nil }
    ) { _, _ in }
  }

  private static func toggle(_ number: Int) -> Command {
    MapCommands.change(
      "map.class-\(number)", "hide or show class \(number)",
      [.character(Character(String(number)))], hint: "class",
      why: "Hidden points are neither drawn nor selected.", scope: .mapColor
    ) { state, _ in
      state.map.arm(.color)
      guard number <= state.map.coloring.names.count else {
        state.message = .done("there is no class \(number)")
        return
      }
      state.map.coloring.toggle(number - 1)
      let verb = state.map.coloring.shows(number - 1) ? "shown" : "hidden"
      state.message = .done("\(state.map.coloring.names[number - 1]) \(verb)")
    }
  }
}
