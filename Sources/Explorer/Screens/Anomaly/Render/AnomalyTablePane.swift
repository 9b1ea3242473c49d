import Analysis
import Diagnostics
import Plotting

extension Frame {
  /// Draws the AUROC of every set, or of every group of a set, by every score.
  mutating func drawAnomalyTable(
    _ study: AnomalyStudy, _ state: ExplorerState, in pane: Rect, ink: Ink
  ) {
    let table = AnomalyTable(study, state)
    let inside = pane.inset(by: 1)
    let geometry = AnomalyTableGeometry(
      Size(columns: inside.columns, rows: inside.rows - 2),
      names: table.rows.map { $0.name.columns(glyphs: ink.glyphs) },
      columnCount: study.scores.count, chosen: (table.chosenRow, state.anomaly.score))
    let drawing = AnomalyTableDrawing(
      table: table, geometry: geometry, chosenColumn: state.anomaly.score,
      colors: MatrixColors(limit: 1, isSigned: true, theme: state.theme, ink: ink), ink: ink)
    drawing.draw(into: &self, in: inside)
    let fact = state.anomalyCellFacts.fullest(in: inside.columns - 1, glyphs: ink.glyphs)
    if inside.rows > 0 {
      writeField(" " + fact, row: inside.endRow - 1, in: inside, style: ink.accent, ink: ink)
    }
    let seen = geometry.visibleRows.part(of: table.rows.count).map { $0 + ", " } ?? ""
    drawBox(
      pane, title: table.title, trailingTitle: "\(seen)+ higher - lower ? undecided",
      focused: state.anomaly.focus == .table, style: ink.box)
  }
}

/// The rows of the table in display order.
struct AnomalyTable {
  /// One row: a set, or a group of one.
  struct Row {
    let name: String
    let separations: [ScoreSeparation]
  }

  /// The rows from the top.
  let rows: [Row]
  /// The index of the selected row.
  let chosenRow: Int
  /// The title of the table.
  let title: String
  /// The names of the scores.
  let heads: [String]

  init(_ study: AnomalyStudy, _ state: ExplorerState) {
    heads = study.scores.map { AnomalyScore.named($0)?.shortTitle ?? $0 }
    if state.anomaly.showsGroups, let set = state.chosenSet {
      title = "two-sided AUROC, \(set.title)"
      rows = set.groups.map {
        Row(name: $0.title + ($0.isConditioned ? "" : " *"), separations: $0.separations)
      }
      chosenRow = state.anomaly.group
    } else {
      title = "two-sided AUROC"
      rows = study.sets.map { Row(name: $0.title, separations: $0.comparisons.map(\.separation)) }
      chosenRow = state.anomaly.set
    }
  }
}

/// Draws the table into a frame.
struct AnomalyTableDrawing {
  let table: AnomalyTable
  let geometry: AnomalyTableGeometry
  let chosenColumn: Int
  let colors: MatrixColors
  let ink: Ink

  /// Draws headings, names and numbers from the top left of a block.
  func draw(into frame: inout Frame, in room: Rect) {
    guard room.rows > 1 else { return }
    let start = room.column + geometry.nameColumns
    for (place, column) in geometry.visibleColumns.enumerated() {
      frame.writeField(
        table.heads[column], column: start + place * geometry.cellColumns, row: room.row,
        columns: geometry.cellColumns - 1, alignment: .right,
        style: column == chosenColumn ? ink.accent : ink.faint, glyphs: ink.glyphs)
    }
    for (offset, row) in geometry.visibleRows.enumerated() {
      let line = room.row + 1 + offset
      let isChosen = row == table.chosenRow
      let mark = isChosen ? String(ink.glyphs.selection) : " "
      frame.writeField(
        mark + table.rows[row].name, column: room.column, row: line,
        columns: geometry.nameColumns - 1, style: isChosen ? ink.accent : ink.text,
        glyphs: ink.glyphs)
      for (place, column) in geometry.visibleColumns.enumerated() {
        drawCell(
          table.rows[row].separations[column], isChosen: isChosen && column == chosenColumn,
          column: start + place * geometry.cellColumns, row: line, into: &frame)
        frame.offer(
          Rect(
            column: start + place * geometry.cellColumns, row: line,
            columns: geometry.cellColumns, rows: 1),
          command: "anomaly.cell", argument: "\(column),\(row)")
      }
    }
  }

  /// A number on the colour of its AUROC; not coloured where the direction is undecided.
  private func drawCell(
    _ separation: ScoreSeparation, isChosen: Bool, column: Int, row: Int, into frame: inout Frame
  ) {
    let isDecided = separation.direction != .undecided
    var style =
      isDecided
      ? (colors.isPainted ? colors.style(2 * separation.area - 1) : ink.text) : ink.faint
    if isChosen { style.attributes.formUnion([.bold, .reverse]) }
    let columns = geometry.cellColumns - 1
    let area = NumberText.fixed(separation.twoSidedArea, decimals: columns >= 5 ? 3 : 2)
    let digits = columns >= 6 || !area.hasPrefix("0") ? area : String(area.dropFirst())
    frame.writeField(
      "\(separation.sign)\(digits.prefix(columns - 1))", column: column, row: row,
      columns: columns, alignment: .right, style: style, glyphs: ink.glyphs)
  }
}
