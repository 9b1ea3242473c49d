/// The keys of the sweep strip.
enum SweepCommands {
  static let all: [Command] = [
    step("sweep-left", "picture to the left", [KeyPress(.left), .character("h")], by: -1),
    step("sweep-right", "picture to the right", [KeyPress(.right), .character("l")], by: 1),
    step("sweep-first", "first picture", [KeyPress(.home)], by: -1000),
    step("sweep-last", "last picture", [KeyPress(.end)], by: 1000),
    Command(
      "sweep-jump", "jump to this value", scope: .sweep, keys: [KeyPress(.enter)], hint: "jump",
      why: "Sets the slider to the value of the chosen picture.",
      change: { state, _ in
        state.explore.focus = .sliders
        guard let plan = state.plannedSweep?.including(state.latents),
          plan.values.indices.contains(state.explore.sweepIndex)
        else { return }
        state.move(plan.latent, to: plan.values[state.explore.sweepIndex])
      }),
    Command(
      "sweep-leave", "back to the sliders", scope: .sweep,
      keys: [KeyPress(.escape), KeyPress(.tab), KeyPress(.backTab)], hint: "back",
      why: "The arrows move the sliders again.",
      change: { state, _ in state.explore.focus = .sliders }),
  ]

  private static func step(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int
  ) -> Command {
    Command(
      name, title, scope: .sweep, keys: keys, hint: step.magnitude == 1 ? "picture" : nil,
      why: "Chooses the picture to jump to.",
      change: { state, _ in
        let count = state.plannedSweep?.values.count ?? 0
        state.explore.sweepIndex = ListCursor.moved(
          state.explore.sweepIndex, by: step, count: count)
      })
  }
}
