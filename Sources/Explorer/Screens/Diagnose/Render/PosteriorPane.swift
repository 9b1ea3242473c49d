import Numerics
import Diagnostics
import Models
import Plotting

extension Frame {
  /// Draws the aggregate posterior of every latent over the prior, in the order of the columns.
  mutating func drawPosteriorPane(
    _ diagnosis: Diagnosis, _ state: ExplorerState, in pane: Rect, ink: Ink
  ) {
    let inside = pane.inset(by: 1)
    let latents = state.diagnosedLatents
    let grid = PosteriorGrid(
      count: latents.count, in: Size(columns: inside.columns, rows: inside.rows))
    let room = grid.across * grid.down
    let chosen = latents.firstIndex(of: state.diagnose.latent) ?? 0
    let first = ListCursor.firstVisible(chosen: chosen, count: latents.count, rows: room)
    for (place, latent) in latents.dropFirst(first).prefix(room).enumerated() {
      let rect = Rect(
        column: inside.column + place % grid.across * (grid.columns + 1),
        row: inside.row + place / grid.across * (grid.barRows + 1), columns: grid.columns,
        rows: grid.barRows + 1)
      drawPosterior(
        diagnosis.latents[latent],
        label: state.role(of: latent)?.label ?? diagnosis.latents[latent].name,
        isChosen: latent == state.diagnose.latent, in: rect, ink: ink)
    }
    let shown = min(room, latents.count)
    let seen = shown < latents.count ? "\(first + 1)-\(first + shown) of \(latents.count), " : ""
    let hasPrior = diagnosis.latents.contains { !$0.priorHistogram.isEmpty }
    drawBox(
      pane, title: hasPrior ? "aggregate posterior and prior" : "codes",
      trailingTitle: seen
        + (hasPrior ? "-4 to 4, \(String(ink.glyphs.dot)) prior" : "over their ranges"),
      style: ink.box)
  }

  private mutating func drawPosterior(
    _ latent: LatentDiagnosis, label: String, isChosen: Bool, in rect: Rect, ink: Ink
  ) {
    let mark = isChosen ? ink.glyphs.selection : (latent.isActive ? " " : ink.glyphs.dot)
    let look = isChosen ? ink.accent : (latent.isActive ? ink.text : ink.faint)
    let distance =
      latent.kolmogorovSmirnov.map { " KS \(NumberText.fixed($0, decimals: 2))" }
      ?? " sd \(NumberText.compact(latent.deviation, digits: 3))"
    let divergence = latent.divergence.map { " KL \(NumberText.fixed($0, decimals: 2))" } ?? ""
    let heads = [label + distance + divergence, label + distance, latent.name + distance]
    writeField(
      "\(mark)\(heads.fullest(in: rect.columns - 1, glyphs: ink.glyphs))", row: rect.row,
      in: rect, style: look, ink: ink)
    let bars = PosteriorBars(latent, columns: rect.columns, rows: rect.rows - 1)
    for column in 0..<rect.columns {
      for row in 0..<rect.rows - 1 {
        self[rect.column + column, rect.endRow - 1 - row] = bars.cell(column, row, ink: ink)
      }
    }
  }
}

/// A histogram beside the prior's in eighths of rows.
struct PosteriorBars {
  private let own: [Int]
  private let prior: [Int]
  private static let eighths = 8

  init(_ latent: LatentDiagnosis, columns: Int, rows: Int) {
    let shares = Sparkline.gathered(latent.histogram.map(Float.init), into: columns)
    let expected =
      latent.priorHistogram.isEmpty
      ? Array(repeating: 0, count: shares.count)
      : Sparkline.gathered(latent.priorHistogram.map(Float.init), into: columns)
    // Each latent is scaled to its own maximum, so that nothing is clipped.
    let largest = max(shares.max() ?? 0, expected.max() ?? 0)
    let steps = max(0, rows) * Self.eighths
    func heights(_ values: [Float]) -> [Int] {
      values.map { Int(clamping: ($0 / largest * Float(steps)).rounded(), to: 0...steps) }
    }
    (own, prior) = (heights(shares), heights(expected))
  }

  /// The cell in a row above the base: a bar, the prior's height where the bar is lower, or blank.
  func cell(_ column: Int, _ row: Int, ink: Ink) -> Cell {
    let level = own[column] - row * Self.eighths
    guard level > 0 else {
      let isPrior = prior[column] > 0 && (prior[column] - 1) / Self.eighths == row
      return isPrior ? Cell(ink.glyphs.dot, style: ink.faint) : Cell()
    }
    let glyph = ink.glyphs.verticalEighths[min(level, Self.eighths) - 1]
    let exceeds = row * Self.eighths >= prior[column] && own[column] > prior[column]
    return Cell(glyph, style: exceeds ? ink.accent : ink.source)
  }
}
