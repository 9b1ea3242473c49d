/// A screen as a value: rows of cells, and the position of the text cursor if it is shown.
///
/// Writing outside the frame is ignored, so panes may be drawn without checking the edges. Text from outside
/// (names of files, messages) is safe to write: a field shows it escaped, wide characters take two cells, and what
/// cannot be shown becomes `?`, so that nothing is wider than measured.
package struct Frame: Sendable, Equatable {
  /// The extent in cells.
  package let size: Size
  /// How many columns ambiguous characters take.
  package let ambiguous: AmbiguousWidth
  /// The cells, row by row from the top left; the two halves of a wide glyph are always side by side and look alike.
  package private(set) var cells: [Cell]
  /// Where the terminal shows its cursor; hidden when `nil`.
  package var cursor: Position?
  /// The regions that answer to pointing, the topmost last.
  package internal(set) var offers: [Offer] = []

  /// A cell's position.
  package struct Position: Sendable, Equatable {
    /// The column, from the left.
    package var column: Int
    /// The row, from the top.
    package var row: Int

    /// Creates a position.
    package init(column: Int, row: Int) {
      self.column = column
      self.row = row
    }
  }

  /// Creates a blank frame.
  ///
  /// - Parameters:
  ///   - size: The extent.
  ///   - ambiguous: How many columns ambiguous characters take.
  package init(size: Size, ambiguous: AmbiguousWidth = .narrow) {
    self.size = size
    self.ambiguous = ambiguous
    cells = Array(repeating: Cell(), count: size.columns * size.rows)
  }

  /// Reads or writes one cell; outside the frame reads are blank and writes are ignored.
  ///
  /// If one half of a wide glyph is overwritten, the other becomes a blank; a style set on one half applies to both.
  package subscript(column: Int, row: Int) -> Cell {
    get { contains(column, row) ? cells[row * size.columns + column] : Cell() }
    set {
      guard contains(column, row) else { return }
      let index = row * size.columns + column
      // Without a copy of the old cell, as frames are full of such writes.
      let isWhole = cells.withUnsafeBufferPointer { $0[index].part == .whole }
      if isWhole, newValue.part == .whole {
        cells[index] = newValue
      } else {
        replaceHalf(at: index, with: newValue)
      }
    }
  }

  /// Writes one line of text, clipped to `limit` columns and the frame; a wide character takes two cells.
  ///
  /// A character that would extend beyond is not drawn; blanks are, as far as there is room.
  ///
  /// - Returns: The column after the last character, also when it was clipped by the frame.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, column: Int, row: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    var (position, room) = (column, max(0, limit))
    for glyph in text {
      guard room > 0 else { break }
      let columns = put(glyph, column: position, row: row, style: style, room: room)
      position += columns
      room -= columns
    }
    return position
  }

  /// Fills a block with one cell.
  package mutating func fill(_ rect: Rect, with cell: Cell = Cell()) {
    let columns = visibleColumns(rect.column..<rect.endColumn)
    for row in visibleRows(rect.row..<rect.endRow) {
      for column in columns {
        self[column, row] = cell
      }
    }
  }

  /// The glyphs as text, one line per row, each as wide as the frame.
  package var text: String { lines.joined(separator: "\n") }

  /// The glyphs of every row, each as wide as the frame; what is not shown as itself is `?`.
  package var lines: [String] {
    (0..<size.rows).map { row in
      String((0..<size.columns).compactMap { shownGlyph(row * size.columns + $0) })
    }
  }

  /// What is written for a cell; `nil` for the second half of a glyph that the first has written.
  func shownGlyph(_ index: Int) -> Character? {
    let cell = cells[index]
    switch cell.part {
    case .whole: return cell.glyph.inOneColumn(ambiguous: ambiguous)
    case .leftHalf: return cell.glyph
    case .rightHalf: return nil
    }
  }

  /// Writes a cell unchanged, regardless of its neighbours.
  mutating func setCell(_ index: Int, _ cell: Cell) { cells[index] = cell }

  func visibleColumns(_ range: Range<Int>) -> Range<Int> {
    range.clamped(to: 0..<size.columns)
  }

  func visibleRows(_ range: Range<Int>) -> Range<Int> {
    range.clamped(to: 0..<size.rows)
  }

  private func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < size.columns && row >= 0 && row < size.rows
  }
}
