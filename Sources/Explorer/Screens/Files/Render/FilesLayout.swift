import Plotting

/// The panes of the Files screen: the folder, the facts about the selected entry, and the recent files.
///
/// Where there is no room for both lists, only the focused one is shown.
struct FilesLayout {
  /// The pane of the folder; empty where the recent files take its place.
  let folder: Rect
  /// The pane of the selected entry, below the folder; empty without room, and where the folder is not shown.
  let facts: Rect
  /// The pane of the recent files; empty where there is no room.
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
