extension ExploreCommands {
  static let interpolation: [Command] = [
    edit(
      "pin-a", "pin A here", [.character("a")],
      why: "The beginning of an interpolation.",
      change: { state, _ in
        state.explore.pinA = state.latents
        let next = state.explore.pinB == nil ? "pin B with b, then i" : "i"
        state.message = .done("A is here; \(next) walks from A to B")
      }),
    edit(
      "pin-b", "pin B here", [.character("b")],
      why: "The end of an interpolation.",
      change: { state, _ in
        state.explore.pinB = state.latents
        let next = state.explore.pinA == nil ? "pin A with a, then i" : "i"
        state.message = .done("B is here; \(next) walks from A to B")
      }),
    edit(
      "interpolate", "walk from A to B", [.character("i")], hint: "interp",
      why:
        "Whether what lies between two samples still looks like one tells how smooth the space is.",
      unavailable: { state in
        switch (state.explore.pinA, state.explore.pinB) {
        case (nil, nil): return "pin A here (a), move, pin B (b)"
        case (nil, _): return "pin A first (a)"
        case (_, nil): return "pin B first (b)"
        default: return nil
        }
      },
      change: { state, _ in
        guard let start = state.explore.pinA, let end = state.explore.pinB else { return }
        state.explore.focus = .sliders
        state.history.record(state.present)
        state.walk = InterpolationState(start: start, end: end)
        state.followInterpolation()
      }),
  ]
}
