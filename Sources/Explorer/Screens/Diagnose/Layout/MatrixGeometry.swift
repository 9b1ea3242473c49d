import Plotting

/// Which cells of a matrix are seen, and how large.
struct MatrixGeometry: Equatable {
  /// The columns of a row's name, mark and blank included.
  let labelColumns: Int
  /// The columns of a cell.
  let cellColumns: Int
  /// The rows of a cell.
  let cellRows: Int
  /// The places of the columns in view.
  let visibleColumns: Range<Int>
  /// The places of the rows in view.
  let visibleRows: Range<Int>
  /// The columns of the gap at the right; 0 where there is none.
  let gapColumns: Int

  private static let largestCell = 11
  private static let smallestScrolled = 2
  private static let longestLabel = 12

  /// Fits a matrix into a room.
  ///
  /// - Parameters:
  ///   - room: The cells for names and numbers, the row of column names included.
  ///   - names: The columns that the names of the rows take.
  ///   - columnCount: The number of columns.
  ///   - chosen: The place of the chosen cell.
  ///   - hasGap: Whether a column for the gap is wanted.
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
