/// The log: what the program and its libraries said, newest at the bottom.
struct LogState: Sendable {
  /// How many lines above the newest the view ends.
  var offset = 0
}

extension ExplorerState {
  /// The log's view, if it is the topmost overlay.
  var logView: LogState? {
    get {
      guard case .log(let view) = overlays.last else { return nil }
      return view
    }
    set {
      guard let newValue, logView != nil else { return }
      overlays[overlays.count - 1] = .log(newValue)
    }
  }
}
