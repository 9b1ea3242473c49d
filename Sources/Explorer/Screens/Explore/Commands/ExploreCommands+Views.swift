import Plotting
import Tensors

extension ExploreCommands {
  static let views: [Command] = [
    edit(
      "compare", "compare: side by side, decoded, residual, sensitivity", keys: [.character("v")],
      hint: "compare",
      why: "The residual is source less decoded; sensitivity is the derivative along this latent.",
      argument: .optional("side|decoded|residual|sensitivity"),
      change: { state, text in
        guard let view = Command.choice(text, after: state.explore.comparison, &state) else {
          return
        }
        state.explore.comparison = view
      }),
    edit(
      "stretch", "stretch: linear, asinh, log, sqrt", keys: [.character("d")],
      why: "How faint elements are lifted; source and decoded always share one stretch and range.",
      argument: .optional("linear|asinh|log|sqrt"), unavailable: { _ in nil },
      change: { state, text in
        guard let stretch = Command.choice(text, after: state.explore.stretch, &state) else {
          return
        }
        state.explore.stretch = stretch
      }),
    edit(
      "colors", "colour map of samples", keys: [.character("c")],
      why: "All but the diverging map grow in lightness, so they read without colour vision.",
      argument: .optional("gray|viridis|cividis|magma"), unavailable: { _ in nil },
      change: { state, text in
        let maps = ColorMap.allCases.filter { !$0.isDiverging }
        let present = maps.firstIndex(of: state.explore.colorMap) ?? 0
        let next = maps[(present + 1) % maps.count]
        guard let map = text.isEmpty ? next : maps.first(where: { $0.rawValue == text }) else {
          let names = maps.map(\.rawValue).joined(separator: ", ")
          state.message = .failed("colors: expected one of \(names); found '\(text)'")
          return
        }
        state.explore.colorMap = map
      }),
    edit(
      "sweep", "go to the sweep strip", keys: [KeyPress(.enter), KeyPress(.tab)],
      why: "The strip shows the picture for seven values of this latent; enter jumps to one.",
      unavailable: { state in
        if state.model == nil { return "open a model first" }
        return state.plannedSweep == nil ? "the strip needs a terminal of 96x28" : nil
      },
      change: { state, _ in
        state.explore.focus = .sweep
        let value = state.latents[state.explore.selected]
        let values = state.plannedSweep?.values ?? []
        state.explore.sweepIndex =
          values.indices.min {
            (values[$0] - value).magnitude < (values[$1] - value).magnitude
          } ?? 0
      }),
    edit(
      "inspect", "inspect pixels", keys: [.character("I")],
      why: "The value of every element of decoded, source and residual, at a whole zoom.",
      unavailable: Conditions.needsPicture,
      change: { state, _ in
        guard state.inspector == nil, let shape = state.decoded?.sample.shape else { return }
        state.overlays.append(
          .inspector(InspectorState(row: shape[0] / 2, column: shape[1] / 2)))
      }),
  ]
}
