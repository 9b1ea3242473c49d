import Plotting

/// Where the panes of the Explore screen are, by its extent alone.
///
/// What does not fit goes in a fixed order: the sweep strip, the bars of the divergence, the tracks of the sliders.
struct ExploreLayout {
  /// The smallest screen with a sweep strip; with header, status and hints a terminal of 96x28.
  static let sweepMinimum = Size(columns: 96, rows: 25)
  /// The values of a strip: -3 to 3 in whole standard deviations.
  static let sweepValueCount = 7

  /// The whole screen, without the lines that all screens share.
  let body: Rect

  init(body: Rect) {
    self.body = body
  }

  /// Lays the screen out on a terminal.
  init(size: Size) {
    self.init(body: ScreenLayout(size: size).body)
  }

  /// The number of pictures in the strip; 0 where it has no room.
  var sweepCount: Int {
    body.columns >= Self.sweepMinimum.columns && body.rows >= Self.sweepMinimum.rows
      ? Self.sweepValueCount : 0
  }

  /// The pane of the sliders.
  var sliders: Rect {
    Rect(
      column: body.column, row: body.row, columns: sliderColumns, rows: body.rows - sweepRows)
  }

  /// The pane of the pictures.
  var pictures: Rect {
    Rect(
      column: body.column + sliderColumns, row: body.row, columns: body.columns - sliderColumns,
      rows: body.rows - sweepRows)
  }

  /// The pane of the strip; empty where it has no room.
  var sweep: Rect {
    Rect(
      column: body.column, row: body.endRow - sweepRows, columns: body.columns, rows: sweepRows)
  }

  private var sliderColumns: Int { min(body.columns / 2, 60) }

  /// A border, a line of values and three rows of picture, more on tall terminals.
  private var sweepRows: Int {
    sweepCount == 0 ? 0 : 6 + min(8, max(0, (body.rows - 27) / 3))
  }
}
