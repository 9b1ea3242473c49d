import Plotting

/// Where the panes of the Explore screen are, by the size of the terminal alone.
///
/// What does not fit goes in a fixed order: the sweep strip, the bars of the divergence, the tracks of the sliders; below
/// ``minimum`` a card says which size is needed.
struct ExploreLayout {
  /// The smallest terminal in which the screen is of use.
  static let minimum = Size(columns: 60, rows: 18)
  /// The smallest terminal with a sweep strip.
  static let sweepMinimum = Size(columns: 96, rows: 28)
  /// The values of a strip: -3 to 3 in whole standard deviations.
  static let sweepValueCount = 7

  /// The whole terminal.
  let size: Size

  /// Whether there is room for anything but the card.
  var isUsable: Bool {
    size.columns >= Self.minimum.columns && size.rows >= Self.minimum.rows
  }

  /// The number of pictures in the strip; 0 where it has no room.
  var sweepCount: Int {
    size.columns >= Self.sweepMinimum.columns && size.rows >= Self.sweepMinimum.rows
      ? Self.sweepValueCount : 0
  }

  /// The line of names and screens.
  var header: Rect { Rect(column: 0, row: 0, columns: size.columns, rows: 1) }
  /// The line of state and figures.
  var status: Rect { Rect(column: 0, row: size.rows - 2, columns: size.columns, rows: 1) }
  /// The line of keys.
  var hints: Rect { Rect(column: 0, row: size.rows - 1, columns: size.columns, rows: 1) }

  /// Everything between header and status.
  var body: Rect { Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 3) }

  /// The pane of the sliders.
  var sliders: Rect {
    Rect(column: 0, row: 1, columns: sliderColumns, rows: body.rows - sweepRows)
  }

  /// The pane of the pictures.
  var pictures: Rect {
    Rect(
      column: sliderColumns, row: 1, columns: size.columns - sliderColumns,
      rows: body.rows - sweepRows)
  }

  /// The pane of the strip; empty where it has no room.
  var sweep: Rect {
    Rect(column: 0, row: body.endRow - sweepRows, columns: size.columns, rows: sweepRows)
  }

  private var sliderColumns: Int { min(size.columns / 2, 60) }

  /// A border, a line of values and three rows of picture, more on tall terminals.
  private var sweepRows: Int {
    sweepCount == 0 ? 0 : 6 + min(8, max(0, (size.rows - 30) / 3))
  }
}
