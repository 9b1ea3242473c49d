/// What the explorer shows first.
package enum ExplorerStart: Sendable, Equatable {
  /// Sliders and what the decoder makes of them.
  case explore
  /// A map.
  case map(MapStart)
  /// Runs.
  case train(TrainStart)

  /// The screen.
  var screen: ScreenKind {
    switch self {
    case .explore: .explore
    case .map: .map
    case .train: .train
    }
  }
}
