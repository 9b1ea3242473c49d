import Plotting

/// Where the panes of the Files screen are: the folder, what is known of the chosen entry, and what was open lately.
///
/// Where there is no room for both lists, the one that has the focus takes the place of the other.
struct FilesLayout {
  /// The pane of the folder; empty where what was open lately takes its place.
  let folder: Rect
  /// The pane of the chosen entry, below the folder; empty without room, and where the folder is not shown.
  let facts: Rect
  /// The pane of what was open lately; empty where it has no room.
  let recent: Rect

  private static let recentColumns = 44
  private static let leastFolderColumns = 56
  private static let factRows = 4

  init(_ body: Rect, focus: FilesState.Focus) {
    let isWide = body.columns >= Self.leastFolderColumns + Self.recentColumns
    let isTall = body.rows >= 24
    guard isWide || isTall || focus == .folder else {
      folder = Rect(column: body.column, row: body.row, columns: 0, rows: 0)
      (self.facts, recent) = (folder, body)
      return
    }
    let columns = isWide ? body.columns - Self.recentColumns : body.columns
    let facts = body.rows >= 10 ? Self.factRows : 0
    let below = !isWide && isTall ? body.rows / 4 : 0
    folder = Rect(
      column: body.column, row: body.row, columns: columns, rows: body.rows - facts - below)
    self.facts = Rect(
      column: body.column, row: folder.endRow, columns: columns, rows: facts)
    recent =
      isWide
      ? Rect(
        column: folder.endColumn, row: body.row, columns: body.columns - columns, rows: body.rows)
      : Rect(
        column: body.column, row: self.facts.endRow, columns: below > 0 ? columns : 0, rows: below)
  }

  /// The rows of entries.
  var listRows: Int { max(0, folder.inset(by: 1).rows) }
}
