import Plotting
import Tensors
import Models

extension Frame {
  /// Draws the sample picker: the list with what is known of every sample, and the chosen one's picture.
  mutating func draw(_ samples: SamplesState, _ state: ExplorerState, in body: Rect, ink: Ink) {
    let count = state.count(of: samples.collection)
    let name = samples.collection == .gallery ? "gallery" : "data set"
    let inside = drawOverlayBox(
      body.centered(columns: 100, rows: body.rows), title: "samples of the \(name)",
      trailingTitle: "\(count) samples", ink: ink)
    let table = SampleTable(samples.collection, state, glyphs: ink.glyphs)
    let listColumns = min(inside.columns, table.width + 3)
    drawList(
      table, samples: samples, count: count,
      in: Rect(
        column: inside.column, row: inside.row, columns: listColumns, rows: inside.rows), ink: ink)
    let picture = Rect(
      column: inside.column + listColumns, row: inside.row, columns: inside.columns - listColumns,
      rows: inside.rows)
    guard samples.collection == .gallery, picture.columns >= Self.leastPictureColumns else {
      return
    }
    drawSample(samples.chosen, of: state, in: picture, ink: ink)
  }

  private static let leastPictureColumns = 8

  private mutating func drawList(
    _ table: SampleTable, samples: SamplesState, count: Int, in rect: Rect, ink: Ink
  ) {
    for (index, line) in table.heading.enumerated() {
      writeField(
        "  " + line, column: rect.column, row: rect.row + index, columns: rect.columns,
        style: ink.faint, glyphs: ink.glyphs)
    }
    let rows = max(0, rect.rows - table.heading.count)
    let first = ListCursor.firstVisible(chosen: samples.chosen, count: count, rows: rows)
    for index in first..<max(first, min(count, first + rows)) {
      drawListLine(
        table.line(index), isChosen: index == samples.chosen, column: rect.column,
        row: rect.row + table.heading.count + index - first, columns: rect.columns - 1,
        style: ink.text, line: index, ink: ink)
    }
  }

  private mutating func drawSample(
    _ index: Int, of state: ExplorerState, in rect: Rect, ink: Ink
  ) {
    guard let gallery = state.model?.gallery, index < gallery.count else { return }
    let sample = gallery.samples.sample(index)
    let (depiction, look) = (state.depiction, state.look(covering: [sample]))
    let rows = rect.rows - (depiction.hasLegend ? 1 : 0)
    depiction.draw(
      sample, look,
      in: Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: rows),
      into: &self, ink: ink)
    depiction.drawLegend(
      look, in: Rect(column: rect.column, row: rect.endRow - 1, columns: rect.columns, rows: 1),
      into: &self, ink: ink)
  }
}
