extension Frame {
  /// Puts a character into its cells, or blanks where it would extend beyond the room or the frame.
  ///
  /// - Parameters:
  ///   - glyph: The character.
  ///   - column: Its first column.
  ///   - row: Its row.
  ///   - style: Its look.
  ///   - room: The columns that may be written, at least one.
  /// - Returns: The columns that were used.
  mutating func put(
    _ glyph: Character, column: Int, row: Int, style: Style, room: Int
  ) -> Int {
    let shown = GlyphWidth.shownColumns(of: glyph, ambiguous: ambiguous)
    guard let columns = shown, columns > 1 else {
      self[column, row] = Cell(shown == nil ? "?" : glyph, style: style)
      return 1
    }
    guard columns <= room else {
      for offset in 0..<room { self[column + offset, row] = Cell(style: style) }
      return room
    }
    var place = column
    for part in GlyphWidth.parts(of: glyph, ambiguous: ambiguous) {
      if part.columns == 1 {
        self[place, row] = Cell(part.glyph, style: style)
      } else {
        putWide(part.glyph, column: place, row: row, style: style)
      }
      place += part.columns
    }
    return columns
  }

  /// Puts a glyph of two columns; where the frame has only one of them, that one is blank.
  private mutating func putWide(_ glyph: Character, column: Int, row: Int, style: Style) {
    self[column, row] = Cell(style: style)
    self[column + 1, row] = Cell(style: style)
    guard row >= 0, row < size.rows, column >= 0, column + 1 < size.columns else { return }
    let index = row * size.columns + column
    setCell(index, Cell(glyph, style: style, part: .leftHalf))
    setCell(index + 1, Cell(glyph, style: style, part: .rightHalf))
  }

  /// Writes a cell where it, or what is there, is half of a glyph.
  mutating func replaceHalf(at index: Int, with cell: Cell) {
    let old = cells[index]
    if old.part == cell.part, old.glyph == cell.glyph {
      setCell(index, cell)
      setCell(otherHalf(of: index), restyled(cells[otherHalf(of: index)], cell.style))
      return
    }
    if old.part != .whole {
      setCell(otherHalf(of: index), Cell(style: cells[otherHalf(of: index)].style))
    }
    let isWhole = GlyphWidth.isSingleColumn(cell.glyph, ambiguous: ambiguous)
    setCell(index, Cell(cell.part == .whole || isWhole ? cell.glyph : " ", style: cell.style))
  }

  private func restyled(_ cell: Cell, _ style: Style) -> Cell {
    Cell(cell.glyph, style: style, part: cell.part)
  }

  private func otherHalf(of index: Int) -> Int {
    cells[index].part == .leftHalf ? index + 1 : index - 1
  }
}
