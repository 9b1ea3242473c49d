/// The keys that stop training in this process, active on every screen while it runs.
enum TrainingCommands {
  static let all: [Command] = [
    Command(
      "train.stop", "stop training", scope: .training,
      keys: [.control("c"), .character("q")], hint: "stop",
      why: "Asks first; pressed again, it ends training after the current step, with a checkpoint.",
      run: { state, _ in stop(&state) }),
    Command(
      "train.escape", "back, or stop training", scope: .training, keys: [KeyPress(.escape)],
      why: "On the Train screen it asks as Ctrl-C does; elsewhere it goes back.",
      run: { state, _ in
        guard state.screen == .train, state.overlays.isEmpty else {
          state.message = nil
          state.closeOverlay()
          return []
        }
        return stop(&state)
      }),
  ]

  private static func stop(_ state: inout ExplorerState) -> [ExplorerEffect] {
    guard !state.train.isStopping else {
      state.message = .done("training stops after the current step")
      return []
    }
    guard state.train.wasAsked else {
      state.train.ask()
      state.message = .question(
        "stop training? the same key again stops it with a checkpoint, any other key continues")
      return []
    }
    state.train.isStopping = true
    state.message = .done("training stops after the current step")
    return [.stopTraining]
  }
}
