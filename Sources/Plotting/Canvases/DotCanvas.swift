/// A block of cells as a grid of dots, two by four in a cell, for curves and clouds of points.
///
/// Dots outside are dropped and NaN is not drawn, so callers need not check. A cell has one colour: that of the last
/// dot drawn into it. The same dots become braille patterns or, in ASCII, the character whose shape is nearest.
package struct DotCanvas: Sendable, Equatable {
  /// The extent in cells.
  package let size: Size
  private var cells: [BrailleDots]
  private var styles: [Style]

  /// Creates an empty canvas.
  ///
  /// - Parameter size: The extent in cells.
  package init(size: Size) {
    self.size = size
    cells = Array(repeating: BrailleDots(), count: size.columns * size.rows)
    styles = Array(repeating: .plain, count: cells.count)
  }

  /// The number of dots in a row.
  package var dotColumns: Int { 2 * size.columns }
  /// The number of rows of dots.
  package var dotRows: Int { 4 * size.rows }

  /// Lights one dot; dot 0, 0 is the top left.
  ///
  /// - Parameters:
  ///   - column: The dot's column.
  ///   - row: The dot's row.
  ///   - style: The look of the whole cell from now on.
  package mutating func lightDot(column: Int, row: Int, style: Style = .plain) {
    guard (0..<dotColumns).contains(column), (0..<dotRows).contains(row) else { return }
    let cell = row / 4 * size.columns + column / 2
    cells[cell].insert(column: column & 1, row: row & 3)
    styles[cell] = style
  }

  /// Whether a dot is lit; those outside are not.
  ///
  /// - Parameters:
  ///   - column: The dot's column.
  ///   - row: The dot's row.
  /// - Returns: True where a dot was drawn.
  package func isLit(column: Int, row: Int) -> Bool {
    guard (0..<dotColumns).contains(column), (0..<dotRows).contains(row) else { return false }
    let bit = BrailleDots.bit(column: column & 1, row: row & 3)
    return cells[row / 4 * size.columns + column / 2].bits & bit != 0
  }

  /// Writes the lit cells into a frame; cells without a dot are left alone.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - column: The column of the canvas' left edge.
  ///   - row: The row of the canvas' top edge.
  ///   - ascii: Whether only ASCII may be written.
  package func draw(into frame: inout Frame, column: Int, row: Int, ascii: Bool) {
    for index in cells.indices where !cells[index].isEmpty {
      let glyph = ascii ? cells[index].asciiGlyph : cells[index].glyph
      frame[column + index % size.columns, row + index / size.columns] = Cell(
        glyph, style: styles[index])
    }
  }
}
