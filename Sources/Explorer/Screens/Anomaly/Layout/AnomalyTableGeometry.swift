import Plotting

/// The visible cells of the table of sets and scores, and their widths.
struct AnomalyTableGeometry: Equatable {
  /// The columns of a row's name, with mark and blank.
  let nameColumns: Int
  /// The columns of a cell.
  let cellColumns: Int
  /// The indices of the visible scores.
  let visibleColumns: Range<Int>
  /// The indices of the visible rows.
  let visibleRows: Range<Int>

  private static let cellWidths = 5...9
  private static let longestName = 28
  private static let shortestName = 15

  /// Fits a table into a room.
  ///
  /// - Parameters:
  ///   - room: The size for names and numbers, without heading and footer.
  ///   - names: The widths of the rows' names.
  ///   - columnCount: The number of scores.
  ///   - chosen: The selected cell.
  init(_ room: Size, names: [Int], columnCount: Int, chosen: (row: Int, column: Int)) {
    let longest = min(names.max() ?? 0, Self.longestName)
    let spare = room.columns - Self.cellWidths.upperBound * columnCount
    nameColumns = max(min(longest, Self.shortestName), min(longest, spare - 2)) + 2
    let across = max(0, room.columns - nameColumns)
    let fitting = across / max(1, columnCount)
    cellColumns = min(max(fitting, Self.cellWidths.lowerBound), Self.cellWidths.upperBound)
    visibleColumns = ListCursor.visible(
      chosen: chosen.column, count: columnCount, rows: across / cellColumns)
    visibleRows = ListCursor.visible(chosen: chosen.row, count: names.count, rows: room.rows)
  }
}
