import Diagnostics

extension Screen {
  /// Decoded samples over the values of latents.
  static let traverse: Screen = Screen(
    name: "traverse", digit: 3, title: "Traverse",
    purpose:
      "Decodes samples for a range of values of each latent, or for a grid of two latents.",
    commands: TraverseCommands.all, scopes: { _ in [.traverse] }, facts: \.traversalFacts,
    draw: { state, frame, body, ink in frame.drawTraverse(state, in: body, ink: ink) },
    pendingWork: { $0.pendingTraversal() },
    forget: { state, change in
      guard change != .data else { return [] }
      state.abandon(TraverseRequest.kind)
      if change == .model {
        state.traverse = state.traverse.restarted
        state.traverse.range =
          TraversalRange.allCases.first { state.traversalProblem($0) == nil } ?? .prior
      }
      state.traverse.asked = nil
      return [.cancel(TraverseRequest.kind)]
    })
}

extension CommandScope {
  /// The Traverse screen.
  static let traverse = CommandScope("traverse", title: "Traverse")
}
