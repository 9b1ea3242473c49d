/// The extent of a screen or pane in character cells.
package struct Size: Sendable, Equatable, Hashable {
  /// The number of cells in a row.
  package var columns: Int
  /// The number of rows.
  package var rows: Int

  /// Creates a size; negative extents become zero.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A block of character cells; column 0, row 0 is the top left of the screen.
package struct Rect: Sendable, Equatable {
  /// The leftmost column.
  package var column: Int
  /// The topmost row.
  package var row: Int
  /// The number of columns and rows.
  package var size: Size

  /// Creates a block from its corner and extent; negative extents become zero.
  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    size = Size(columns: columns, rows: rows)
  }

  /// Creates the block that covers a whole screen.
  package init(_ size: Size) {
    self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  /// The number of columns.
  package var columns: Int { size.columns }
  /// The number of rows.
  package var rows: Int { size.rows }
  /// The first column to the right of the block.
  package var endColumn: Int { column + columns }
  /// The first row below the block.
  package var endRow: Int { row + rows }
  /// Whether the block has no cells.
  package var isEmpty: Bool { columns == 0 || rows == 0 }

  /// The block without `margin` cells on every side; empty where nothing is left.
  package func inset(by margin: Int) -> Rect {
    Rect(
      column: column + margin, row: row + margin, columns: columns - 2 * margin,
      rows: rows - 2 * margin)
  }

  /// The block without some rows and columns at its edges; empty where nothing is left.
  package func trimmed(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) -> Rect {
    Rect(
      column: column + left, row: row + top, columns: columns - left - right,
      rows: rows - top - bottom)
  }

  /// Whether a cell lies in the block.
  package func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }
}
