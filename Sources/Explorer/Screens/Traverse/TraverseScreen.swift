import Diagnostics
import Numerics
import Plotting
import Tensors

/// Where the cells of a traversal are, and which of them are seen.
struct TraverseLayout {
  /// The columns of the names of the rows.
  let nameColumns: Int
  /// The extent of a cell, its value included.
  let cell: Size
  /// The rows in view.
  let rows: Range<Int>
  /// The columns in view.
  let columns: Range<Int>

  private static let leastCell = Size(columns: 7, rows: 4)

  /// Fits cells into a room: as large as all rows allow, and never so small that nothing is seen.
  ///
  /// - Parameters:
  ///   - room: The cells there are.
  ///   - rowCount: The number of rows of pictures.
  ///   - columnCount: The number of pictures in a row.
  ///   - aspect: The columns of a picture for each of its rows of square dots.
  ///   - names: The columns that the names of the rows take.
  ///   - chosen: The cell that must be in view.
  init(
    _ room: Size, rowCount: Int, columnCount: Int, aspect: Double, names: Int,
    chosen: (column: Int, row: Int)
  ) {
    nameColumns = min(names + 1, max(0, room.columns / 4))
    let across = max(0, room.columns - nameColumns)
    let widest = max(Self.leastCell.columns, across / max(1, columnCount))
    // A picture as tall as it is wide in dots, one line for its value, one column between two of them.
    let wanted =
      Int(clamping: (Double(widest - 1) / 2 / max(aspect, 0.1)).rounded(.up), to: 0...10_000) + 1
    let fitting = max(Self.leastCell.rows, room.rows / max(1, rowCount))
    let height = max(1, min(fitting, max(Self.leastCell.rows, wanted), max(1, room.rows)))
    let width = min(
      widest,
      max(
        Self.leastCell.columns,
        Int(clamping: (2 * Double(height - 1) * aspect).rounded(.up), to: 0...10_000) + 1))
    cell = Size(columns: min(width, max(1, across)), rows: height)
    let shownRows = min(rowCount, room.rows / height)
    let shownColumns = min(columnCount, across / max(1, cell.columns))
    let firstRow = ListCursor.firstVisible(chosen: chosen.row, count: rowCount, rows: shownRows)
    let firstColumn = ListCursor.firstVisible(
      chosen: chosen.column, count: columnCount, rows: shownColumns)
    rows = firstRow..<firstRow + max(0, shownRows)
    columns = firstColumn..<firstColumn + max(0, shownColumns)
  }
}

extension Frame {
  /// Draws the Traverse screen: a row of pictures for each latent, or one latent against another.
  mutating func drawTraverse(_ state: ExplorerState, in body: Rect, ink: Ink) {
    guard state.model != nil else {
      drawNotice([("no model is open yet", ink.faint)], title: "traverse", in: body, ink: ink)
      return
    }
    guard let pictures = state.traverse.pictures, state.traverse.problem == nil else {
      let problem = state.traverse.problem ?? "decoding"
      let lines = problem.wrapped(to: max(1, body.columns - 4), glyphs: ink.glyphs)
      drawNotice(
        lines.map { ($0, state.traverse.problem == nil ? ink.text : ink.warning) },
        title: "traverse", in: body, ink: ink)
      return
    }
    let sheet = TraverseSheet(pictures, state, ink: ink)
    let inside = body.inset(by: 1)
    let layout = sheet.layout(in: inside.size)
    sheet.draw(layout, into: &self, in: inside)
    drawBox(
      body, title: sheet.title, trailingTitle: sheet.seen(layout), focused: true, style: ink.box)
  }
}

/// Pictures of a traversal with the names of rows and the values below.
private struct TraverseSheet {
  private let pictures: TraversalPictures
  private let state: ExplorerState
  private let ink: Ink
  private let names: [String]

  init(_ pictures: TraversalPictures, _ state: ExplorerState, ink: Ink) {
    (self.pictures, self.state, self.ink) = (pictures, state, ink)
    names = pictures.grid.rows.map { row in
      guard let cell = row.first else { return "" }
      switch pictures.traversal.layout {
      case .rows: return state.title(of: cell.moved[0])
      case .grid(_, let down): return state.sweepText(cell.point[down], of: down)
      }
    }
  }

  /// What lies across and down, and between which values.
  var title: String {
    let range = pictures.traversal.range.title
    switch pictures.traversal.layout {
    case .rows: return "latents by \(range)"
    case .grid(let across, let down):
      return "\(state.title(of: across)) across, \(state.title(of: down)) up, \(range)"
    }
  }

  func layout(in room: Size) -> TraverseLayout {
    TraverseLayout(
      room, rowCount: pictures.grid.rows.count, columnCount: pictures.grid.columnCount,
      aspect: state.depiction.aspect(Array(pictures.samples.shape.dropFirst())),
      names: names.map { $0.columns(glyphs: ink.glyphs) }.max() ?? 0,
      chosen: (state.traverse.column, state.traverse.row))
  }

  /// Which rows and columns are in view, where not all are.
  func seen(_ layout: TraverseLayout) -> String {
    func part(_ range: Range<Int>, of count: Int, _ name: String) -> String? {
      range.count < count ? "\(name) \(range.lowerBound + 1)-\(range.upperBound) of \(count)" : nil
    }
    return [
      part(layout.rows, of: pictures.grid.rows.count, "rows"),
      part(layout.columns, of: pictures.grid.columnCount, "values"),
    ].compactMap(\.self).joined(separator: ", ")
  }

  func draw(_ layout: TraverseLayout, into frame: inout Frame, in inside: Rect) {
    let look = state.look(covering: [pictures.samples])
    for (line, row) in layout.rows.enumerated() {
      let top = inside.row + line * layout.cell.rows
      let isChosen = row == state.traverse.row
      frame.writeField(
        names[row], column: inside.column, row: top + (layout.cell.rows - 1) / 2,
        columns: max(0, layout.nameColumns - 1), style: isChosen ? ink.accent : ink.text,
        glyphs: ink.glyphs)
      for (place, column) in layout.columns.enumerated() {
        let rect = Rect(
          column: inside.column + layout.nameColumns + place * layout.cell.columns, row: top,
          columns: layout.cell.columns - 1, rows: layout.cell.rows)
        draw(row, column, look, into: &frame, in: rect)
      }
    }
  }

  private func draw(
    _ row: Int, _ column: Int, _ look: SampleLook, into frame: inout Frame, in rect: Rect
  ) {
    let cell = pictures.grid.rows[row][column]
    var look = look
    look.namesAxes = false
    state.depiction.draw(
      pictures.samples.sample(row * pictures.grid.columnCount + column), look,
      in: Rect(column: rect.column, row: rect.row, columns: rect.columns, rows: rect.rows - 1),
      into: &frame, ink: ink)
    let isChosen = row == state.traverse.row && column == state.traverse.column
    let value = state.sweepText(cell.point[cell.moved[0]], of: cell.moved[0])
    frame.writeField(
      isChosen ? "\(ink.glyphs.selection)\(value)" : value, column: rect.column,
      row: rect.endRow - 1, columns: rect.columns, alignment: .center,
      style: isChosen ? ink.chosen : ink.faint, glyphs: ink.glyphs)
    frame.offer(rect, command: "traverse.cell", argument: "\(column),\(row)")
  }
}
