import Diagnostics
import Plotting

extension Frame {
  /// Draws the Anomaly screen.
  mutating func drawAnomalies(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard let study = state.anomalies, let set = state.chosenSet else {
      drawStudy(AnomalyRequest.self, state, in: body, ink: ink)
      return
    }
    let rowCount = state.anomaly.showsGroups ? set.groups.count : study.sets.count
    let layout = AnomalyLayout(body, rowCount: rowCount)
    drawAnomalyTable(study, state, in: layout.table, ink: ink)
    drawHistograms(state, in: layout.histograms, ink: ink)
    drawWorstPane(state, in: layout.worst, ink: ink)
  }
}
