import Plotting

/// The log: what the program and its libraries said, newest at the bottom.
struct LogState: Sendable {
  /// How many lines above the newest the view ends.
  var offset = 0
}

extension CommandScope {
  static let log = CommandScope("log", title: "log")
}

extension LogState: Overlay {
  static let scope = CommandScope.log
  static let commands = LogCommands.all
  static let outlivesModel = true

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.draw(self, state.log, in: body, ink: ink)
  }
}

extension ExplorerState {
  /// The log's view, if it is the topmost overlay.
  var logView: LogState? {
    get { self[overlay: LogState.self] }
    set { self[overlay: LogState.self] = newValue }
  }
}
