import Plotting
import Tensors

/// The number of square dots for the inspector's image.
struct InspectorGeometry {
  /// The block of the image.
  let room: Rect
  /// The largest integer zoom at which the whole image is visible, at least one.
  let fittingZoom: Int

  private let dotsPerColumn: Int
  private let dotsPerRow: Int
  /// An ASCII cell is about twice as tall as wide.
  private let columnsPerDot: Int

  /// The geometry for the current terminal.
  init(_ state: ExplorerState) {
    self.init(state, body: ScreenLayout(size: state.size).body)
  }

  /// The geometry with room for the border, and for the values and the scale below the image.
  init(_ state: ExplorerState, body: Rect) {
    let inside = body.inset(by: 1)
    let values = state.inspector.map { state.inspectedLines($0, columns: inside.columns).count }
    room = Rect(
      column: inside.column, row: inside.row, columns: inside.columns,
      rows: max(0, inside.rows - 1 - (values ?? 1)))
    let graphics = state.capabilities.pictureGraphics
    columnsPerDot = graphics == .ascii ? 2 : 1
    dotsPerColumn = graphics == .braille ? 2 : 1
    dotsPerRow = graphics == .braille ? 4 : (graphics == .half ? 2 : 1)
    let shape = state.model?.sampleShape ?? [1, 1, 1]
    let across = room.columns * dotsPerColumn / columnsPerDot / shape[1]
    let down = room.rows * dotsPerRow / shape[0]
    fittingZoom = min(max(1, min(across, down)), InspectorState.zoomLimit)
  }

  /// The number of dots in a row.
  var dotColumns: Int { room.columns * dotsPerColumn / columnsPerDot }
  /// The number of rows of dots.
  var dotRows: Int { room.rows * dotsPerRow }

  /// The block of some dots, centred.
  func cells(dotColumns: Int, dotRows: Int) -> Rect {
    room.centered(
      columns: (dotColumns * columnsPerDot + dotsPerColumn - 1) / dotsPerColumn,
      rows: (dotRows + dotsPerRow - 1) / dotsPerRow)
  }
}
