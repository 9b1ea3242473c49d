import Plotting
import Tensors

/// How many square dots the inspector has for its picture.
struct InspectorGeometry {
  /// The cells for the picture.
  let room: Rect
  /// The largest whole zoom at which all of the picture is seen, and never below one.
  let fittingZoom: Int

  private let dotsPerColumn: Int
  private let dotsPerRow: Int
  /// An ASCII cell is a dot twice as tall as wide.
  private let columnsPerDot: Int

  /// Measures the inspector of the terminal that the state knows of.
  init(_ state: ExplorerState) {
    self.init(state, body: ScreenLayout(size: state.size).body)
  }

  /// Measures an inspector with its border, the values and the scale below the picture.
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

  /// The dots from left to right.
  var dotColumns: Int { room.columns * dotsPerColumn / columnsPerDot }
  /// The dots from top to bottom.
  var dotRows: Int { room.rows * dotsPerRow }

  /// The cells that some dots take, in the middle of the room.
  func cells(dotColumns: Int, dotRows: Int) -> Rect {
    room.centered(
      columns: (dotColumns * columnsPerDot + dotsPerColumn - 1) / dotsPerColumn,
      rows: (dotRows + dotsPerRow - 1) / dotsPerRow)
  }
}
