import Plotting

/// The panes of the Map screen.
struct MapScreenLayout {
  /// The maps with their borders, one or several side by side.
  let panes: [Rect]
  /// The cells of the points in every pane.
  let plots: [Rect]
  /// The blocks below them for how well neighbours predict the factors; without rows for a single map.
  let scores: [Rect]
  /// The inspector of the place under the cursor; `nil` where several maps need the room.
  let inspector: Rect?
  /// The cost of the map.
  let cost: Rect
  /// The legend of the colours.
  let legend: Rect

  /// Lays the panes out in the body of the screen.
  init(_ body: Rect, panelCount: Int, factorCount: Int) {
    let side = body.columns >= 140 ? 48 : (body.columns >= 96 ? 34 : (body.columns >= 76 ? 26 : 20))
    let sideColumns = min(side, body.columns)
    let lower = min(body.rows >= 34 ? 8 : (body.rows >= 26 ? 5 : 3), body.rows)
    let upper = body.rows - lower
    let left = body.columns - sideColumns
    cost = Rect(column: body.column, row: body.row + upper, columns: left, rows: lower)
    legend = Rect(column: cost.endColumn, row: cost.row, columns: sideColumns, rows: lower)
    guard panelCount > 1 else {
      let pane = Rect(column: body.column, row: body.row, columns: left, rows: upper)
      panes = [pane]
      plots = [pane.inset(by: 1)]
      scores = [Rect(column: pane.column, row: pane.endRow, columns: 0, rows: 0)]
      inspector = Rect(
        column: pane.endColumn, row: body.row, columns: sideColumns, rows: upper)
      return
    }
    inspector = nil
    panes = (0..<panelCount).map { panel in
      let (start, end) = (
        panel * body.columns / panelCount, (panel + 1) * body.columns / panelCount
      )
      return Rect(
        column: body.column + start, row: body.row, columns: end - start, rows: upper)
    }
    let insides = panes.map { $0.inset(by: 1) }
    plots = insides.map { inside in
      let rows = inside.rows - min(factorCount, inside.rows / 3)
      return Rect(column: inside.column, row: inside.row, columns: inside.columns, rows: rows)
    }
    scores = zip(insides, plots).map { inside, plot in
      Rect(
        column: inside.column, row: plot.endRow, columns: inside.columns,
        rows: inside.endRow - plot.endRow)
    }
  }
}
