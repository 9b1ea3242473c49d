import Plotting
import Diagnostics

extension ExplorerState {
  /// Moves the selected cell along the rows and columns in display order.
  mutating func moveCell(columns: Int, rows: Int) {
    guard let diagnosis, let shown = shownMatrix else { return }
    let latents = diagnosedLatents
    diagnose.latent = Self.moved(diagnose.latent, by: columns, in: latents)
    if shown.hasFactorRows {
      diagnose.factor = ListCursor.moved(
        diagnose.factor, by: rows, count: diagnosis.factors.count)
    } else {
      diagnose.rowLatent = Self.moved(diagnose.rowLatent, by: rows, in: latents)
    }
  }

  /// Scrolls the scores; the last line stays visible.
  mutating func scrollScores(by step: Int) {
    guard let diagnosis else { return }
    let layout = DiagnoseLayout(ScreenLayout(size: size).body)
    let lines = ScoreLines(diagnosis, columns: layout.scores.columns - 2, glyphs: glyphs).lines
    let last = max(0, lines.count - (layout.scores.rows - 2))
    diagnose.scoresOffset = min(max(0, diagnose.scoresOffset + step), last)
  }

  private static func moved(_ latent: Int, by step: Int, in latents: [Int]) -> Int {
    let place = latents.firstIndex(of: latent) ?? 0
    let moved = ListCursor.moved(place, by: step, count: latents.count)
    return latents.indices.contains(moved) ? latents[moved] : latent
  }
}
