import Maps
import Plotting

extension Frame {
  /// Draws the sliders' point as a cross of five cells, or a mark at the edge beyond which it lies.
  mutating func drawCross(
    _ state: ExplorerState, panel: Int, _ placement: ScatterPlacement, in plot: Rect, ink: Ink
  ) {
    guard panel < state.map.cross.count else { return }
    let place = state.map.cross[panel]
    guard let cell = placement.cell(x: Double(place.x), y: Double(place.y)) else { return }
    let (column, row) = (plot.column + cell.column, plot.row + cell.row)
    guard plot.contains(column: column, row: row) else {
      let edge = (
        column: min(max(plot.column, column), plot.endColumn - 1),
        row: min(max(plot.row, row), plot.endRow - 1)
      )
      let glyphs = ink.glyphs
      let glyph =
        column < plot.column
        ? glyphs.left
        : (column >= plot.endColumn ? glyphs.right : (row < plot.row ? glyphs.up : glyphs.down))
      self[edge.column, edge.row] = Cell(glyph, style: ink.accent)
      return
    }
    let hasLines = ink.capabilities.hasOrnaments
    let arms: [(Int, Int, Character)] = [
      (-1, 0, hasLines ? "╶" : "-"), (1, 0, hasLines ? "╴" : "-"),
      (0, -1, hasLines ? "╷" : "|"), (0, 1, hasLines ? "╵" : "|"), (0, 0, hasLines ? "┼" : "+"),
    ]
    for (across, down, glyph) in arms
    where plot.contains(column: column + across, row: row + down) {
      self[column + across, row + down] = Cell(glyph, style: ink.accent)
    }
  }

  /// Draws the edge of the box or the line of the lasso.
  mutating func drawMapArea(
    _ state: ExplorerState, _ placement: ScatterPlacement, in plot: Rect, ink: Ink
  ) {
    guard let area = state.map.area, let region = state.mapRegion else { return }
    let corners: [(x: Double, y: Double)]
    switch region {
    case .box(let box):
      corners = [
        (box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom),
      ]
    case .polygon(let polygon): corners = polygon.map { ($0.x, $0.y) }
    }
    guard let first = corners.first else { return }
    var canvas = DotCanvas(size: plot.size)
    let dots = (corners + [first]).map { placement.dot(x: $0.x, y: $0.y) }
    for (index, pair) in zip(dots, dots.dropFirst()).enumerated() {
      // The closing line of a lasso was not drawn by the user.
      let isClosing = if case .lasso = area { index == dots.count - 2 } else { false }
      canvas.drawLine(
        from: (pair.0.column - 0.5, pair.0.row - 0.5), to: (pair.1.column - 0.5, pair.1.row - 0.5),
        style: isClosing ? ink.faint : ink.accent)
    }
    canvas.draw(
      into: &self, column: plot.column, row: plot.row, ascii: !ink.capabilities.isUnicode)
  }

  /// Reverses the cells of the cursor's box; for a box of several cells only the edge.
  mutating func drawMapCursor(_ state: ExplorerState, in plot: Rect, ink: Ink) {
    guard let cursor = state.mapCursor else { return }
    let box = state.map.area == nil ? state.map.box : Size(columns: 1, rows: 1)
    for row in 0..<box.rows {
      for column in 0..<box.columns {
        let isEdge =
          row == 0 || column == 0 || row == box.rows - 1 || column == box.columns - 1
        let place = (plot.column + cursor.column + column, plot.row + cursor.row + row)
        guard isEdge, plot.contains(column: place.0, row: place.1) else { continue }
        // The two halves of a wide glyph share a style, so reversing the second would undo the first.
        guard column == 0 || self[place.0, place.1].part != .rightHalf else { continue }
        self[place.0, place.1].style.attributes.formSymmetricDifference(.reverse)
      }
    }
  }
}
