import Plotting
import Tensors
import Models

extension SamplesState {
  private static let leastPictureColumns = 8

  /// Draws the list with the facts about every sample, and the image of the selected one.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let count = lineCount(state)
    let name = collection == .gallery ? "gallery" : "data set"
    let inside = frame.drawOverlayBox(
      body.centered(columns: 100, rows: body.rows), title: "samples of the \(name)",
      trailingTitle: "\(count) samples", ink: ink)
    let table = SampleTable(collection, state, glyphs: ink.glyphs)
    let listColumns = min(inside.columns, table.width + 3)
    for (index, line) in table.heading.enumerated() {
      frame.writeField(
        "  " + line, column: inside.column, row: inside.row + index, columns: listColumns,
        style: ink.faint, glyphs: ink.glyphs)
    }
    let list = Rect(
      column: inside.column, row: inside.row + table.heading.count, columns: listColumns - 1,
      rows: max(0, inside.rows - table.heading.count))
    frame.drawList(count: count, chosen: line, in: list, ink: ink) { (table.line($0), ink.text) }
    let picture = inside.trimmed(left: listColumns)
    guard collection == .gallery, picture.columns >= Self.leastPictureColumns else { return }
    frame.drawSample(line, of: state, in: picture, ink: ink)
  }
}

extension Frame {
  fileprivate mutating func drawSample(
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
