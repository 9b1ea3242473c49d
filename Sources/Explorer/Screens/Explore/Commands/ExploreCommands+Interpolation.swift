extension ExploreCommands {
  static let interpolation: [Command] = [
    edit(
      "pin-a", "pin A here", [.character("a")],
      why: "The beginning of an interpolation.",
      change: { state, _ in
        state.explore.pinA = state.latents
        let next = state.explore.pinB == nil ? "pin B with b, then i" : "i"
        state.message = .done("A pinned here; \(next) walks from A to B")
      }),
    edit(
      "pin-b", "pin B here", [.character("b")],
      why: "The end of an interpolation.",
      change: { state, _ in
        state.explore.pinB = state.latents
        let next = state.explore.pinA == nil ? "pin A with a, then i" : "i"
        state.message = .done("B pinned here; \(next) walks from A to B")
      }),
    edit(
      "interpolate", "walk from A to B", [.character("i")], hint: "interp",
      why:
        "Shows how smooth the latent space is: whether points between two samples decode to samples.",
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
