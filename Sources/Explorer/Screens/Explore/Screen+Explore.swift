import Plotting
import Tensors

extension Screen {
  /// Sliders and the decoded sample.
  static let explore: Screen = Screen(
    name: "explore", digit: 1, title: "Explore",
    purpose: "Moves sliders for the latents and shows the decoded sample beside its source.",
    commands: InterpolationCommands.all + SweepCommands.all + PlaneCommands.all
      + ExploreCommands.all,
    scopes: ExploreCommands.scopes, facts: \.focusFacts,
    draw: { state, frame, body, ink in frame.drawExplore(state, in: body, ink: ink) },
    pendingWork: { $0.pendingExploreWork() },
    forget: { state, change in state.forgetExplored(change) },
    take: { state, event in state.takeExplored(event) },
    status: { state, ink in
      if state.screen == .explore, state.decoded?.overflow != nil {
        return StatusWord("overflow", glyph: ink.glyphs.failed, style: ink.error)
      }
      return state.walk == nil
        ? nil : StatusWord("walking", glyph: ink.glyphs.ready, style: ink.accent)
    },
    figure: { state in
      state.decoded.map { "decode \(NumberText.compact($0.answer.milliseconds, digits: 2)) ms" }
    })
}

extension CommandScope {
  /// The Explore screen.
  static let explore = CommandScope("explore", title: "Explore")
  /// The sweep strip while it is focused.
  static let sweep = CommandScope("sweep", title: "sweep strip")
  /// The plane of two latents while it is focused.
  static let plane = CommandScope("plane", title: "grid of two latents")
  /// While an interpolation from A to B is running.
  static let interpolation = CommandScope("interpolation", title: "interpolation")
}

extension RequestKind {
  /// Decoding the strip of points along one latent.
  package static let sweep = RequestKind("sweep")
  /// Differentiating the decoder along one latent.
  package static let sensitivity = RequestKind("sensitivity")
}

extension ExplorerState {
  /// The state of the Explore screen.
  var explore: ExploreState {
    _read { yield self[ExploreState.self] }
    _modify { yield &self[ExploreState.self] }
  }

  /// Drops what was computed with other weights; for another model also the choices about its latents.
  fileprivate mutating func forgetExplored(_ change: Screen.Change) -> [ExplorerEffect] {
    guard change != .data else { return [] }
    abandon(.sweep, .sensitivity, MetropolisRequest.kind, PlaneRequest.kind)
    if change == .model {
      explore = explore.restarted
      drawFromWhatThereIs()
      walk = nil
    }
    (explore.askedSweep, explore.askedSensitivity) = (nil, nil)
    (explore.askedMetropolis, explore.thermal) = (nil, nil)
    explore.askedPlane = nil
    if change == .model || !listedLatents.contains(explore.selected) {
      explore.selected = listedLatents.first ?? 0
    }
    return []
  }

  /// Stores a strip or a derivative.
  fileprivate mutating func takeExplored(_ event: ExplorerEvent) -> [ExplorerEffect]? {
    switch event {
    case .swept(let token, let samples) where accepts(token, for: .sweep): takeSweep(samples)
    case .sensitivity(let token, let derivative) where accepts(token, for: .sensitivity):
      takeSensitivity(derivative)
    default: return nil
    }
    return []
  }

  private mutating func takeSweep(_ samples: Tensor) {
    guard let plan = explore.askedSweep, let shape = model?.sampleShape,
      samples.shape == [plan.values.count] + shape
    else {
      report("sweep: expected one sample per value, found shape \(samples.shape)")
      return
    }
    explore.sweep = DecodedSweep(plan: plan, samples: samples)
  }

  private mutating func takeSensitivity(_ derivative: Tensor) {
    guard let plan = explore.askedSensitivity, fits(derivative.shape, "derivative") else { return }
    explore.sensitivity = SensitivityPicture(plan: plan, derivative: derivative)
  }
}
