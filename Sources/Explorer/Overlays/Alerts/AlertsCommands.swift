/// The keys of the list of alerts.
enum AlertsCommands {
  static let all: [Command] = [
    Command(
      "alerts.up", "previous alert", scope: .alerts, keys: [KeyPress(.up), .character("k")],
      why: "Chooses the alert.", run: { state, _ in move(&state, by: -1) }),
    Command(
      "alerts.down", "next alert", scope: .alerts, keys: [KeyPress(.down), .character("j")],
      why: "Chooses the alert.", run: { state, _ in move(&state, by: 1) }),
    Command(
      "alerts.take", "crosshair to where it began", scope: .alerts, keys: [KeyPress(.enter)],
      hint: "crosshair", why: "Chooses the run and moves the crosshair to the step of the alert.",
      run: { state, _ in
        let lines = state.alertLines
        guard let alerts = state.alertList, lines.indices.contains(alerts.chosen) else { return [] }
        let line = lines[alerts.chosen]
        state.closeOverlay()
        guard let path = line.path else { return [] }
        state.train.chosen = path
        state.train.hidden.remove(path)
        if let step = line.step { (state.train.step, state.train.share) = (step, 1) }
        return []
      }),
    Command(
      "alerts.close", "close the list", scope: .alerts,
      keys: [KeyPress(.escape), .character("A")], hint: "close",
      why: "Goes back without changing anything.",
      run: { state, _ in
        state.closeOverlay()
        return []
      }),
  ]

  private static func move(_ state: inout ExplorerState, by step: Int) -> [ExplorerEffect] {
    guard let alerts = state.alertList else { return [] }
    let count = state.alertLines.count
    state.alertList?.chosen = ListCursor.moved(alerts.chosen, by: step, count: count)
    return []
  }
}
