import Tensors

/// The keys of the pixel inspector.
enum InspectorCommands {
  static let all: [Command] = [
    move("inspector.left", "pixel to the left", [KeyPress(.left), .character("h")], columns: -1),
    move("inspector.right", "pixel to the right", [KeyPress(.right), .character("l")], columns: 1),
    move("inspector.up", "pixel above", [KeyPress(.up), .character("k")], rows: -1),
    move("inspector.down", "pixel below", [KeyPress(.down), .character("j")], rows: 1),
    move("inspector.page-up", "ten rows up", [KeyPress(.pageUp)], rows: -10),
    move("inspector.page-down", "ten rows down", [KeyPress(.pageDown)], rows: 10),
    zoom("inspector.zoom-in", "larger pixels", [.character("+"), .character("=")], by: 1),
    zoom("inspector.zoom-out", "smaller pixels", [.character("-")], by: -1),
    Command(
      "inspector.fit", "fit the picture", scope: .inspector, keys: [.character("_")], hint: "fit",
      why: "The largest integer zoom, at least 1, that shows the whole picture.",
      run: { state, _ in
        state.inspector?.zoom = nil
        return []
      }),
    Command(
      "inspector.subject", "decoded, source, simulator, or a difference", scope: .inspector,
      keys: [.character("v")], hint: "picture",
      why: "The cursor stays on its pixel, so that the same position can be compared.",
      unavailable: { $0.inspectable.count < 2 ? Conditions.needsSource($0) : nil },
      run: { state, _ in
        guard let subject = state.inspector?.subject else { return [] }
        let subjects = state.inspectable
        let index = subjects.firstIndex(of: subject).map { $0 + 1 } ?? 0
        state.inspector?.subject = subjects[index % subjects.count]
        return []
      }),
    Command(
      "inspector.close", "close the inspector", scope: .inspector,
      keys: [KeyPress(.escape), .character("q"), .character("I")], hint: "close",
      why: "Goes back to the screen.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func move(
    _ name: String, _ title: String, _ keys: [KeyPress], columns: Int = 0, rows: Int = 0
  ) -> Command {
    Command(
      name, title, scope: .inspector, keys: keys, why: "Moves the cursor over the pixels.",
      run: { state, _ in
        guard var inspector = state.inspector, let shape = state.decoded?.sample.shape else {
          return []
        }
        state.depiction.move(&inspector, columns: columns, rows: rows, over: shape)
        state.inspector = inspector
        return []
      })
  }

  private static func zoom(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    Command(
      name, title, scope: .inspector, keys: keys, hint: step > 0 ? "zoom" : nil,
      why: "The zoom is an integer, so no pixel is interpolated.",
      unavailable: { $0.depiction.fixedZoom },
      run: { state, _ in
        guard let inspector = state.inspector else { return [] }
        let zoom = inspector.zoom ?? InspectorGeometry(state).fittingZoom
        state.inspector?.zoom = min(max(1, zoom + step), InspectorState.zoomLimit)
        return []
      })
  }
}
