import Plotting

/// The scatter plot of a cell of the Diagnose screen's matrix.
struct ScatterState: Sendable {}

extension CommandScope {
  static let scatter = CommandScope("scatter", title: "scatter plot")
}

extension ScatterState: Overlay {
  static let scope = CommandScope.scatter
  static let commands = ScatterCommands.all

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.drawScatter(state, in: body, ink: ink)
  }
}
