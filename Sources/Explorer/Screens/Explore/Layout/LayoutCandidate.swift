import Plotting

/// A candidate layout of the Explore screen, with its score.
struct LayoutCandidate {
  private let body: Rect
  private let arrangement: PictureArrangement
  private let rows: SliderRows
  private let sweepRows: Int
  /// The rows below the images.
  private let factRows: Int
  /// The columns of the image pane with its border.
  private let paneColumns: Int

  /// The narrowest slider pane that still has tracks.
  private static let leastSliderColumns = 32
  /// Longer tracks show no more.
  private static let mostSliderColumns = 64
  /// The narrowest pane in which the scales of samples and residual share a row.
  private static let sharedScaleColumns = 46
  /// The narrowest pane for one scale.
  private static let scaleColumns = 28

  /// The decoded image alone with the readouts below it, which fits in any size.
  init(_ body: Rect, _ content: ExploreContent, sweepRows: Int) {
    let facts = Self.factRows(body, content, sweepRows, scales: 1)
    self.init(
      body, sweepRows: sweepRows, factRows: facts,
      rows: SliderRows(rows: Self.inside(body, sweepRows).rows, content: content, readouts: 0),
      arrangement: PictureArrangement(
        alone: content.picture, in: Self.room(body, sweepRows, factRows: facts)))
  }

  /// A given shape; `nil` where it does not fit, or leaves no room for sliders beside the readouts.
  init?(
    _ body: Rect, _ content: ExploreContent, shape: PictureArrangement.Shape, sweepRows: Int,
    readoutsBesideSliders isBeside: Bool
  ) {
    let inside = Self.inside(body, sweepRows)
    let rows = SliderRows(
      rows: inside.rows, content: content, readouts: isBeside ? content.readoutRows : 0)
    let scales = shape == .alone || Self.mostColumns(body) >= Self.sharedScaleColumns ? 1 : 2
    let facts = isBeside ? scales : Self.factRows(body, content, sweepRows, scales: scales)
    guard rows.isRoomy || !isBeside,
      let arrangement = PictureArrangement(
        shape, of: content.picture, references: content.references,
        in: Self.room(body, sweepRows, factRows: facts))
    else { return nil }
    self.init(
      body, sweepRows: sweepRows, factRows: facts, rows: rows, arrangement: arrangement)
  }

  /// Plots of curves or boxes of particles, in more than half of the width; the readouts go where the sliders
  /// leave room for them.
  init(plots content: ExploreContent, in body: Rect) {
    let strip = SweepStrip.leastRows(in: body)
    let sweepRows = strip == 0 ? 0 : max(strip, body.rows * 3 / 10)
    let columns = max(
      0,
      min(
        Self.mostColumns(body), max(body.columns * 11 / 20, body.columns - Self.mostSliderColumns)))
    let upper = Size(columns: columns - 2, rows: body.rows - sweepRows - 2)
    let beside = SliderRows(rows: upper.rows, content: content, readouts: content.readoutRows)
    let isBeside =
      beside.showsAll
      || beside.isRoomy && (upper.rows < Self.roomyPlotRows || content.boxes > 0)
    let facts =
      (isBeside ? 0 : min(content.readoutRows, upper.rows * 9 / 20)) + (content.boxes > 1 ? 1 : 0)
    self.body = body
    self.sweepRows = sweepRows
    factRows = facts
    rows = isBeside ? beside : SliderRows(rows: upper.rows, content: content, readouts: 0)
    let room = Size(columns: upper.columns, rows: upper.rows - facts)
    arrangement =
      content.boxes > 0
      ? PictureArrangement(boxes: content.boxes, in: room)
      : PictureArrangement(plots: content.plots, in: room)
    paneColumns = columns
  }

  /// With fewer rows plots do not share them with readouts.
  private static let roomyPlotRows = 30

  private init(
    _ body: Rect, sweepRows: Int, factRows: Int, rows: SliderRows, arrangement: PictureArrangement
  ) {
    self.body = body
    self.sweepRows = sweepRows
    self.factRows = factRows
    self.rows = rows
    self.arrangement = arrangement
    let least = arrangement.rooms.count > 1 ? Self.sharedScaleColumns : Self.scaleColumns
    paneColumns = min(
      Self.mostColumns(body),
      max(arrangement.used.columns + 2, least, body.columns - Self.mostSliderColumns))
  }

  /// The criteria in order of priority: whole dots per decoded pixel, visible sliders, whole references, the
  /// strip, the size of averaged references, room for the sliders.
  var score: (Double, Int, Double, Int, Double, Int) {
    (
      Self.whole(arrangement.zoom), rows.showsAll ? 1 : 0, arrangement.referenceZoom.rounded(.down),
      sweepRows, arrangement.referenceZoom, -paneColumns
    )
  }

  /// The panes.
  var layout: ExploreLayout {
    let upper = body.rows - sweepRows
    let pictures = Rect(
      column: body.endColumn - paneColumns, row: body.row, columns: paneColumns, rows: upper)
    let inside = pictures.inset(by: 1)
    let block = inside.trimmed(bottom: factRows)
    return ExploreLayout(
      sliders: Rect(
        column: body.column, row: body.row, columns: body.columns - paneColumns, rows: upper),
      pictures: pictures,
      sweep: Rect(
        column: body.column, row: body.row + upper, columns: body.columns, rows: sweepRows),
      rows: rows, arrangement: arrangement.centered(in: block),
      facts: Rect(
        column: inside.column, row: block.endRow, columns: inside.columns,
        rows: inside.endRow - block.endRow))
  }

  /// An image below one dot per pixel is averaged; larger is then better without rounding.
  private static func whole(_ zoom: Double) -> Double {
    zoom < 1 ? zoom : zoom.rounded(.down)
  }

  /// The columns of the widest image pane.
  private static func mostColumns(_ body: Rect) -> Int {
    body.columns - min(leastSliderColumns, body.columns / 2)
  }

  /// The interior of the widest image pane.
  private static func inside(_ body: Rect, _ sweepRows: Int) -> Size {
    Size(columns: mostColumns(body) - 2, rows: body.rows - sweepRows - 2)
  }

  private static func room(_ body: Rect, _ sweepRows: Int, factRows: Int) -> Size {
    let inside = inside(body, sweepRows)
    return Size(columns: inside.columns, rows: inside.rows - factRows)
  }

  /// The rows of scales and readouts below the images, which keep the larger part of the pane.
  private static func factRows(
    _ body: Rect, _ content: ExploreContent, _ sweepRows: Int, scales: Int
  ) -> Int {
    min(scales + content.readoutRows, inside(body, sweepRows).rows * 9 / 20)
  }
}
