import Analysis

/// The keys of a running interpolation from A to B.
enum InterpolationCommands {
  static let all: [Command] = [
    walk("walk-back", "towards A", [KeyPress(.left), .character("h")], by: -5, hint: "t"),
    walk("walk-on", "towards B", [KeyPress(.right)], by: 5, hint: "t"),
    walk("walk-on-fine", "a hundredth towards B", [.character("L"), shifted(.right)], by: 1),
    walk("walk-back-fine", "a hundredth towards A", [.character("H"), shifted(.left)], by: -1),
    walk("walk-to-a", "to A", [KeyPress(.home)], by: -100),
    walk("walk-to-b", "to B", [KeyPress(.end)], by: 100),
    Command(
      "walk-path", "linear or spherical", scope: .interpolation, keys: [.character("l")],
      hint: "linear/spherical",
      why:
        "A straight line between two samples passes closer to the origin than samples usually are.",
      change: { state, _ in
        guard let path = state.walk?.path else { return }
        state.walk?.path = path.next
        state.followInterpolation()
      }),
    Command(
      "walk-end", "stay here", scope: .interpolation,
      keys: [KeyPress(.escape), .character("i"), KeyPress(.enter)], hint: "stay here",
      why: "Ends the walk; the sliders stay where they are. Undo reverts the whole walk.",
      change: { state, _ in state.walk = nil }),
  ]

  private static func shifted(_ key: KeyPress.Key) -> KeyPress {
    KeyPress(key, modifiers: .shift)
  }

  private static func walk(
    _ name: String, _ title: String, _ keys: [KeyPress], by step: Int, hint: String? = nil
  ) -> Command {
    Command(
      name, title, scope: .interpolation, keys: keys, hint: hint,
      why: "Moves the sliders along the path from A to B.",
      change: { state, _ in
        guard let hundredths = state.walk?.hundredths else { return }
        state.walk?.hundredths = min(max(0, hundredths + step), 100)
        state.followInterpolation()
      })
  }
}

extension ExplorerState {
  /// Sets the sliders to the interpolated point, without an undo step for every step.
  mutating func followInterpolation() {
    guard let point = walk?.point else { return }
    latents = bounded(point)
  }
}
