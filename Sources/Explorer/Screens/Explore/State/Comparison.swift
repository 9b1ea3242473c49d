/// Which pictures stand side by side.
enum Comparison: String, Sendable, CaseIterable {
  /// Decoded, source and residual.
  case side
  /// The decoded picture alone.
  case decoded
  /// The encoded sample alone.
  case source
  /// Source less decoded.
  case residual
  /// The decoder's derivative along the chosen latent.
  case sensitivity

  /// What is on screen, in a few words.
  var explanation: String {
    switch self {
    case .side: "decoded, source and residual"
    case .decoded: "decoded alone"
    case .source: "source alone"
    case .residual: "residual: source less decoded"
    case .sensitivity: "change of the picture per unit of this latent"
    }
  }
}

extension ExplorerState {
  /// The comparison that is seen: where references have no room the decoded picture stands alone already.
  var comparisonOnScreen: Comparison {
    guard explore.comparison == .side else { return explore.comparison }
    let layout = ExploreLayout(self, body: ScreenLayout(size: size).body)
    return layout.arrangement.rooms.count > 1 ? .side : .decoded
  }
}
