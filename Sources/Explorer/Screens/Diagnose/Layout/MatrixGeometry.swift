import Plotting

/// The visible cells of a matrix, and their size.
struct MatrixGeometry: Equatable {
  /// The columns of a row's name, with mark and blank.
  let labelColumns: Int
  /// The columns of a cell.
  let cellColumns: Int
  /// The rows of a cell.
  let cellRows: Int
  /// The indices of the visible columns.
  let visibleColumns: Range<Int>
  /// The indices of the visible rows.
  let visibleRows: Range<Int>
  /// The columns of the gap at the right; 0 without one.
  let gapColumns: Int

  private static let largestCell = 11
  private static let smallestScrolled = 2
  private static let longestLabel = 12

  /// Fits a matrix into a block.
  ///
  /// - Parameters:
  ///   - room: The size for names and numbers, with the row of column names.
  ///   - names: The widths of the rows' names.
  ///   - columnCount: The number of columns.
  ///   - chosen: The selected cell.
  ///   - hasGap: Whether there is a column for the gap.
  init(
    _ room: Size, names: [Int], columnCount: Int, chosen: (row: Int, column: Int), hasGap: Bool
  ) {
    let longest = names.max() ?? 0
    labelColumns = min(longest, Self.longestLabel) + 2
    gapColumns = hasGap && room.columns >= labelColumns + 5 * columnCount + 5 ? 5 : 0
    let across = max(0, room.columns - labelColumns - gapColumns)
    let fitting = min(Self.largestCell, across / max(1, columnCount))
    cellColumns = max(Self.smallestScrolled, fitting)
    visibleColumns = ListCursor.visible(
      chosen: chosen.column, count: columnCount, rows: across / cellColumns)
    let down = max(0, room.rows - 1)
    // A cell of a terminal is about twice as tall as wide.
    cellRows = max(1, min(cellColumns / 2, down / max(1, names.count)))
    visibleRows = ListCursor.visible(
      chosen: chosen.row, count: names.count, rows: down / cellRows)
  }
}
