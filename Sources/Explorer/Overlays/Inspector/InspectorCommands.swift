import Tensors

extension InspectorState {
  static let commands: [Command] = [
    move("left", "pixel to the left", [KeyPress(.left), .character("h")], columns: -1),
    move("right", "pixel to the right", [KeyPress(.right), .character("l")], columns: 1),
    move("up", "pixel above", [KeyPress(.up), .character("k")], rows: -1),
    move("down", "pixel below", [KeyPress(.down), .character("j")], rows: 1),
    move("page-up", "ten rows up", [KeyPress(.pageUp)], rows: -10),
    move("page-down", "ten rows down", [KeyPress(.pageDown)], rows: 10),
    zoom("zoom-in", "larger pixels", [.character("+"), .character("=")], by: 1),
    zoom("zoom-out", "smaller pixels", [.character("-")], by: -1),
    command(
      "fit", "fit the picture", [.character("_")], hint: "fit",
      why: "The largest integer zoom, at least 1, that shows the whole picture."
    ) { _, state in
      state.inspector?.zoom = nil
      return []
    },
    command(
      "subject", "decoded, source, simulator, or a difference", [.character("v")],
      hint: "picture",
      why: "The cursor stays on its pixel, so that the same position can be compared.",
      unavailable: { $0.inspectable.count < 2 ? Conditions.needsSource($0) : nil }
    ) { inspector, state in
      let subjects = state.inspectable
      let index = subjects.firstIndex(of: inspector.subject).map { $0 + 1 } ?? 0
      state.inspector?.subject = subjects[index % subjects.count]
      return []
    },
    close(
      "close the inspector", [.character("q"), .character("I")], why: "Goes back to the screen."),
  ]

  private static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    command(name, title, keys, why: "Moves the cursor over the pixels.") { inspector, state in
      guard let shape = state.decoded?.sample.shape else { return [] }
      var moved = inspector
      state.depiction.move(&moved, columns: columns, rows: rows, over: shape)
      state.inspector = moved
      return []
    }
  }

  private static func zoom(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    command(
      name, title, keys, hint: step > 0 ? "zoom" : nil,
      why: "The zoom is an integer, so no pixel is interpolated.",
      unavailable: { $0.depiction.fixedZoom }
    ) { inspector, state in
      let zoom = inspector.zoom ?? InspectorGeometry(state).fittingZoom
      state.inspector?.zoom = min(max(1, zoom + step), zoomLimit)
      return []
    }
  }
}
