import Analysis
import Diagnostics
import Models
import Plotting

extension Frame {
  /// The corners of a box, and the blanks and marks about both of its titles.
  private static let titleMarginColumns = 9

  /// Draws the matrix with its names, the selected cell in words and the legend.
  mutating func drawMatrixPane(
    _ diagnosis: Diagnosis, _ state: ExplorerState, in pane: Rect, ink: Ink
  ) {
    guard let kind = state.shownMatrix, let matrix = diagnosis.matrix(kind) else { return }
    let inside = pane.inset(by: 1)
    let footer = inside.rows >= 9 ? 2 : 1
    let table = MatrixTable(kind, matrix, diagnosis, state)
    let geometry = MatrixGeometry(
      Size(columns: inside.columns, rows: inside.rows - footer),
      names: table.rowNames.map { $0.columns(glyphs: ink.glyphs) },
      columnCount: table.columns.count, chosen: table.chosen, hasGap: kind.hasFactorRows)
    let limit = kind == .information ? matrix.elements.max() ?? 1 : 1
    let colors = MatrixColors(
      limit: limit, isSigned: kind.isSigned, theme: state.theme, ink: ink)
    let drawing = MatrixDrawing(table: table, geometry: geometry, colors: colors, ink: ink)
    drawing.draw(into: &self, in: inside)
    drawFooter(state, kind, colors, rows: footer, in: inside, ink: ink)
    let seen = geometry.visibleColumns.part(of: table.columns.count).map { $0 + " " } ?? ""
    let order = ["\(seen)latents by \(state.diagnosedOrder)", "\(seen)by \(state.diagnosedOrder)"]
    let room = pane.columns - kind.title.columns(glyphs: ink.glyphs) - Self.titleMarginColumns
    drawBox(
      pane, title: kind.title, trailingTitle: order.fullest(in: room, glyphs: ink.glyphs),
      focused: state.diagnose.focus == .matrix, style: ink.box)
  }

  private mutating func drawFooter(
    _ state: ExplorerState, _ kind: DiagnosisMatrix, _ colors: MatrixColors, rows: Int,
    in inside: Rect, ink: Ink
  ) {
    let fact = state.diagnosedCellFacts.fullest(in: inside.columns - 1, glyphs: ink.glyphs)
    writeField(" " + fact, row: inside.endRow - rows, in: inside, style: ink.accent, ink: ink)
    guard rows > 1 else { return }
    var column = inside.column + 1
    let limit = NumberText.compact(colors.limit, digits: 3)
    let start = kind.isSigned ? "-\(limit) " : "0 "
    column = write(start, column: column, row: inside.endRow - 1, style: ink.faint)
    let steps = 12
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let value = colors.limit * (kind.isSigned ? 2 * share - 1 : share)
      self[column, inside.endRow - 1] =
        colors.isPainted
        ? Cell(" ", style: colors.style(value)) : Cell(colors.glyph(value), style: ink.text)
      column += 1
    }
    let words = " \(limit)\(kind.unit.isEmpty ? "" : " " + kind.unit)\(kind.footnote)"
    write(
      words.clipped(to: inside.endColumn - column, glyphs: ink.glyphs), column: column,
      row: inside.endRow - 1, style: ink.faint)
  }
}

extension DiagnosisMatrix {
  /// A remark on the numbers, after a separating blank.
  fileprivate var footnote: String {
    switch self {
    case .information, .normalizedInformation:
      "  \(Discretizer().binCount) bins, gap = first - second latent"
    case .pearson, .spearman, .powers: "  gap = first - second latent"
    case .latentCorrelation: ""
    case .latentCovariance: " of the largest variance"
    }
  }
}

/// A matrix with the names and the order of its rows and columns.
struct MatrixTable {
  /// The names of the rows, in display order.
  let rowNames: [String]
  /// The names of the columns, in display order: the shortest ones by what the latents carry.
  let columnNames: [String]
  /// The indices of the latents as `z3`, for columns that are too narrow for the names.
  let columnIndices: [String]
  /// The column of the matrix at every display position.
  let columns: [Int]
  /// The selected cell, in display order.
  let chosen: (row: Int, column: Int)
  /// The quantity in the matrix.
  let kind: DiagnosisMatrix
  private let rows: [Int]
  private let matrix: Matrix

  init(
    _ kind: DiagnosisMatrix, _ matrix: Matrix, _ diagnosis: Diagnosis, _ state: ExplorerState
  ) {
    self.kind = kind
    self.matrix = matrix
    columns = state.diagnosedLatents
    columnIndices = columns.map { diagnosis.latents[$0].name }
    columnNames = columns.map { state.role(of: $0)?.name ?? diagnosis.latents[$0].name }
    rows = kind.hasFactorRows ? Array(diagnosis.factors.indices) : columns
    rowNames = kind.hasFactorRows ? diagnosis.factors.map(\.name) : columnNames
    let chosenRow = kind.hasFactorRows ? state.diagnose.factor : state.diagnose.rowLatent
    chosen = (
      rows.firstIndex(of: chosenRow) ?? 0, columns.firstIndex(of: state.diagnose.latent) ?? 0
    )
  }

  /// The number at a display position.
  func value(row: Int, column: Int) -> Double { matrix[rows[row], columns[column]] }

  /// The largest magnitude of a row minus the second largest.
  func gap(row: Int) -> Double {
    let sorted = columns.map { abs(matrix[rows[row], $0]) }.sorted(by: >)
    return (sorted.first ?? 0) - (sorted.count > 1 ? sorted[1] : 0)
  }
}

/// Draws a matrix into a frame.
struct MatrixDrawing {
  let table: MatrixTable
  let geometry: MatrixGeometry
  let colors: MatrixColors
  let ink: Ink

  /// Draws names and cells from the top left of a block.
  func draw(into frame: inout Frame, in room: Rect) {
    drawColumnNames(into: &frame, in: room)
    for (offset, row) in geometry.visibleRows.enumerated() {
      let top = room.row + 1 + offset * geometry.cellRows
      let middle = top + (geometry.cellRows - 1) / 2
      let isChosen = row == table.chosen.row
      let mark = isChosen ? String(ink.glyphs.selection) : " "
      frame.writeField(
        mark + table.rowNames[row], column: room.column, row: middle,
        columns: geometry.labelColumns - 1, style: isChosen ? ink.accent : ink.text,
        glyphs: ink.glyphs)
      for (place, column) in geometry.visibleColumns.enumerated() {
        let rect = Rect(
          column: room.column + geometry.labelColumns + place * geometry.cellColumns, row: top,
          columns: geometry.cellColumns, rows: geometry.cellRows)
        drawCell(row, column, middle: middle, into: &frame, in: rect)
        frame.offer(rect, command: "diagnose.cell", argument: "\(column),\(row)")
      }
      guard geometry.gapColumns > 0 else { continue }
      let start =
        room.column + geometry.labelColumns + geometry.visibleColumns.count * geometry.cellColumns
      frame.writeField(
        NumberText.fixed(table.gap(row: row), decimals: 2), column: start, row: middle,
        columns: geometry.gapColumns, alignment: .right, style: ink.faint, glyphs: ink.glyphs)
    }
  }

  /// Writes the names of columns where they fit, the selected one first.
  private func drawColumnNames(into frame: inout Frame, in room: Rect) {
    let start = room.column + geometry.labelColumns
    let end = start + geometry.visibleColumns.count * geometry.cellColumns
    var taken: [Range<Int>] = []
    let places = geometry.visibleColumns.sorted { first, _ in first == table.chosen.column }
    for column in places {
      let whole = table.columnNames[column]
      let name =
        whole.columns(glyphs: ink.glyphs) < geometry.cellColumns
        ? whole : table.columnIndices[column]
      let offset = column - geometry.visibleColumns.lowerBound
      let width = name.columns(glyphs: ink.glyphs)
      let left = start + offset * geometry.cellColumns + (geometry.cellColumns - width) / 2
      let first = max(start, min(left, end - width))
      let span = first..<first + width + 1
      guard !taken.contains(where: { $0.overlaps(span) }), first + width <= end else {
        continue
      }
      taken.append(span)
      let isChosen = column == table.chosen.column
      frame.write(
        name, column: first, row: room.row, style: isChosen ? ink.accent : ink.text)
    }
    if geometry.gapColumns > 0 {
      frame.writeField(
        "gap", column: end, row: room.row, columns: geometry.gapColumns, alignment: .right,
        style: ink.faint, glyphs: ink.glyphs)
    }
  }

  private func drawCell(
    _ row: Int, _ column: Int, middle: Int, into frame: inout Frame, in rect: Rect
  ) {
    let value = table.value(row: row, column: column)
    let isChosen = row == table.chosen.row && column == table.chosen.column
    var style = colors.isPainted ? colors.style(value) : ink.text
    let filler = colors.isPainted ? " " : colors.glyph(value)
    frame.fill(rect, with: Cell(filler, style: style))
    if isChosen { style.attributes.formUnion(.bold) }
    let signed = table.kind.isSigned
    // A blank between neighbouring numbers, unless the cell is too narrow for that.
    let digits = rect.columns - (rect.columns >= (signed ? 5 : 4) ? 1 : 0)
    let text = MatrixText.number(value, columns: min(digits, 5), isSigned: signed) ?? ""
    // The odd blank goes to the left, so that the decimal points of numbers with and without a sign are
    // aligned.
    let width = text.columns(glyphs: ink.glyphs)
    let start = rect.column + (rect.columns - width + 1) / 2
    frame.write(text, column: start, row: middle, style: style)
    guard isChosen else { return }
    let span = start - 1..<start + width + 1
    let hasRoom =
      !text.isEmpty && span.lowerBound >= rect.column && span.upperBound <= rect.endColumn
    mark(hasRoom ? span : nil, middle, into: &frame, in: rect)
  }

  /// Marks the selected number by brackets, where they leave its colour visible, or by reversed colours.
  private func mark(_ span: Range<Int>?, _ row: Int, into frame: inout Frame, in rect: Rect) {
    for column in rect.column..<rect.endColumn {
      frame[column, row].style.attributes.insert(.bold)
      if span == nil || !colors.isPainted { frame[column, row].style.attributes.insert(.reverse) }
    }
    guard let span else { return }
    frame[span.lowerBound, row].glyph = "["
    frame[span.upperBound - 1, row].glyph = "]"
  }
}
