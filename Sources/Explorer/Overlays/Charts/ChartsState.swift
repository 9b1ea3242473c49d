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

extension ExplorerState {
  /// The list of charts, if it is the topmost overlay.
  var chartList: ChartsState? {
    get {
      guard case .charts(let charts) = overlays.last else { return nil }
      return charts
    }
    set {
      guard let newValue, chartList != nil else { return }
      overlays[overlays.count - 1] = .charts(newValue)
    }
  }

  /// The charts that match what is typed.
  func entries(of charts: ChartsState) -> [RunChart] {
    (train.snapshot?.charts ?? []).filter { $0.matches(charts.field.text) }
  }
}
