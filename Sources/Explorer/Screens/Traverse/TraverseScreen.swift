import Diagnostics
import Numerics
import Plotting
import Tensors

/// The cells of a traversal, and which of them are visible.
struct TraverseLayout {
  /// The columns of the names of the rows.
  let nameColumns: Int
  /// The size of a cell, with its value.
  let cell: Size
  /// The visible rows.
  let rows: Range<Int>
  /// The visible columns.
  let columns: Range<Int>

  private static let leastCell = Size(columns: 7, rows: 4)

  /// Fits cells into a block: as large as all rows allow, but no smaller than legible.
  ///
  /// - Parameters:
  ///   - room: The available size.
  ///   - rowCount: The number of rows of images.
  ///   - columnCount: The number of images in a row.
  ///   - aspect: The columns of an image per row of square dots.
  ///   - names: The width of the rows' names.
  ///   - contentRows: The rows in which an image is complete; 0 where any number is enough.
  ///   - valueColumns: The width of the widest value.
  ///   - first: The first column and row of the last view, which is kept while the selected cell is in it.
  ///   - chosen: The cell that must be visible.
  init(
    _ room: Size, rowCount: Int, columnCount: Int, aspect: Double, names: Int, contentRows: Int,
    valueColumns: Int, first: (column: Int, row: Int)?, chosen: (column: Int, row: Int)
  ) {
    // The selected value has a mark before it, and there is a column between two values.
    let leastColumns = max(Self.leastCell.columns, valueColumns + 2)
    nameColumns = min(names + 1, max(0, room.columns / 4))
    let across = max(0, room.columns - nameColumns)
    let widest = max(leastColumns, across / max(1, columnCount))
    // An image as tall as it is wide in dots, one line for its value, one column between two images.
    let square =
      Int(clamping: (Double(widest - 1) / 2 / max(aspect, 0.1)).rounded(.up), to: 0...10_000) + 1
    let wanted = max(square, contentRows == 0 ? 0 : contentRows + 1)
    let fitting = max(Self.leastCell.rows, room.rows / max(1, rowCount))
    let least = max(1, min(fitting, max(Self.leastCell.rows, wanted), max(1, room.rows)))
    let shownRows = min(rowCount, room.rows / least)
    // Where not all rows are visible, rows left over are used to show more of each image.
    let height =
      least < contentRows + 1 ? min(contentRows + 1, room.rows / max(1, shownRows)) : least
    let width = min(
      widest,
      max(
        leastColumns,
        Int(clamping: (2 * Double(height - 1) * aspect).rounded(.up), to: 0...10_000) + 1))
    cell = Size(columns: min(width, max(1, across)), rows: height)
    let shownColumns = min(columnCount, across / max(1, cell.columns))
    rows = ListCursor.visible(
      chosen: chosen.row, count: rowCount, rows: shownRows, last: first?.row)
    columns = ListCursor.visible(
      chosen: chosen.column, count: columnCount, rows: shownColumns, last: first?.column)
  }
}

extension Frame {
  /// Draws the Traverse screen: a row of images for each latent, or one latent against another.
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
    let titles = sheet.titles(layout, columns: body.columns)
    drawBox(
      body, title: titles.title, trailingTitle: titles.seen, focused: true, style: ink.box)
  }
}

extension ExplorerState {
  /// Stores what is visible, so that moving to a visible cell does not scroll.
  mutating func keepTraverseView() {
    guard let pictures = traverse.pictures else { return }
    let ink = Ink(theme: theme, capabilities: capabilities)
    let room = ScreenLayout(size: size).body.inset(by: 1).size
    let layout = TraverseSheet(pictures, self, ink: ink).layout(in: room)
    traverse.firstSeen = (layout.columns.lowerBound, layout.rows.lowerBound)
  }
}

/// The images of a traversal with the names of rows and the values below.
private struct TraverseSheet {
  private let pictures: TraversalPictures
  private let state: ExplorerState
  private let ink: Ink
  private let names: [String]
  /// The values below the images.
  private let values: [[String]]

  init(_ pictures: TraversalPictures, _ state: ExplorerState, ink: Ink) {
    (self.pictures, self.state, self.ink) = (pictures, state, ink)
    func heights(_ latent: Int) -> [Float] {
      pictures.grid.rows.compactMap { row in
        row.first.map { state.rowValue(of: latent, at: $0.point) }
      }
    }
    names = pictures.grid.rows.enumerated().map { index, row in
      guard let cell = row.first else { return "" }
      switch pictures.traversal.layout {
      case .rows: return state.label(of: cell.moved[0])
      case .grid(_, let down):
        return state.traversedTexts(heights(down), of: down)[index]
      }
    }
    values = pictures.grid.rows.map { row in
      guard let latent = row.first?.moved[0] else { return [] }
      return state.traversedTexts(
        row.map { state.rowValue(of: latent, at: $0.point) }, of: latent)
    }
  }

  /// The varied latents and their range, and the visible part, in the longest texts that fit.
  func titles(_ layout: TraverseLayout, columns: Int) -> (title: String, seen: String) {
    let range = pictures.traversal.range.title
    let titles =
      switch pictures.traversal.layout {
      case .rows: ["latents by \(range)", range]
      case .grid(let across, let down):
        [
          "\(state.title(of: across)) across, \(state.title(of: down)) up, \(range)",
          "\(state.label(of: across)) across, \(state.label(of: down)) up, \(range)",
          "\(state.label(of: across)) across, \(state.label(of: down)) up",
          "z\(across) across, z\(down) up",
        ]
      }
    // The corners and what stands about both texts.
    let seen = seen(layout)
    let room = columns - 8 - seen.columns(glyphs: ink.glyphs)
    return (titles.fullest(in: room, glyphs: ink.glyphs), seen)
  }

  func layout(in room: Size) -> TraverseLayout {
    TraverseLayout(
      room, rowCount: pictures.grid.rows.count, columnCount: pictures.grid.columnCount,
      aspect: state.depiction.aspect(Array(pictures.samples.shape.dropFirst())),
      names: names.map { $0.columns(glyphs: ink.glyphs) }.max() ?? 0,
      contentRows: state.depiction.rowsOfAll(Array(pictures.samples.shape.dropFirst())),
      valueColumns: values.joined().map { $0.columns(glyphs: ink.glyphs) }.max() ?? 0,
      first: state.traverse.firstSeen,
      chosen: (state.traverse.column, state.traverse.row))
  }

  /// The visible rows and columns, where not all are.
  func seen(_ layout: TraverseLayout) -> String {
    [
      layout.rows.part(of: pictures.grid.rows.count).map { "rows \($0)" },
      layout.columns.part(of: pictures.grid.columnCount).map { "values \($0)" },
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
    var look = look
    look.isTile = true
    state.depiction.draw(
      pictures.samples.sample(row * pictures.grid.columnCount + column), look,
      in: rect.trimmed(bottom: 1),
      into: &frame, ink: ink)
    let isChosen = row == state.traverse.row && column == state.traverse.column
    let value = values[row][column]
    frame.writeField(
      isChosen ? "\(ink.glyphs.selection)\(value)" : value, row: rect.endRow - 1, in: rect,
      alignment: .center, style: isChosen ? ink.chosen : ink.faint, ink: ink)
    frame.offer(rect, command: "traverse.cell", argument: "\(column),\(row)")
  }
}
