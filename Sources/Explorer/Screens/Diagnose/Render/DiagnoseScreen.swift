import Diagnostics
import Plotting

extension Frame {
  /// Draws the Diagnose screen.
  mutating func drawDiagnose(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard let diagnosis = state.diagnosis else {
      drawStudy(DiagnosisRequest.self, state, in: body, ink: ink)
      return
    }
    let layout = DiagnoseLayout(body)
    drawMatrixPane(diagnosis, state, in: layout.matrix, ink: ink)
    drawScoresPane(diagnosis, state, in: layout.scores, ink: ink)
    drawPosteriorPane(diagnosis, state, in: layout.posteriors, ink: ink)
  }
}
