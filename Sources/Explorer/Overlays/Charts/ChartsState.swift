import Plotting
import Runs

/// The list of charts, narrowed by what is typed.
struct ChartsState: Sendable {
  /// What is typed.
  private(set) var field = TextField()
  /// The chosen line among those that match.
  var chosen = 0

  /// The list with another text; the choice starts over.
  func edited(to field: TextField) -> ChartsState {
    var charts = self
    if field.text != self.field.text { charts.chosen = 0 }
    charts.field = field
    return charts
  }
}

extension CommandScope {
  static let charts = CommandScope("charts", title: "list of charts", takesText: true)
}

extension ChartsState: Overlay {
  static let scope = CommandScope.charts
  static let commands = ChartsCommands.all
  var textField: TextField? { field }

  mutating func choose(_ line: Int) { chosen = line }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    frame.draw(self, state, in: body, ink: ink)
  }
}

extension ExplorerState {
  /// The list of charts, if it is the topmost overlay.
  var chartList: ChartsState? {
    get { self[overlay: ChartsState.self] }
    set { self[overlay: ChartsState.self] = newValue }
  }

  /// The charts that match what is typed.
  func entries(of charts: ChartsState) -> [RunChart] {
    (train.snapshot?.charts ?? []).filter { $0.matches(charts.field.text) }
  }
}
