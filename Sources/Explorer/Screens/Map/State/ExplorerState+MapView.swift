import Maps
import Plotting
import Tensors

extension ExplorerState {
  /// The panes of the Map screen.
  var mapScreenLayout: MapScreenLayout {
    MapScreenLayout(
      ScreenLayout(size: size).body, panelCount: max(1, mapPanels.count),
      factorCount: map.points?.columns.count { $0.role == .factor } ?? 0)
  }

  /// The block of the points in the panel with the cursor.
  var mapPlot: Rect { mapScreenLayout.plots[min(map.panel, mapScreenLayout.plots.count - 1)] }

  /// The cell under the cursor, relative to the panel; `nil` where the panel is empty.
  var mapCursor: MapCell? {
    let size = mapPlot.size
    guard size.columns > 0, size.rows > 0 else { return nil }
    let cell = map.cursor ?? MapCell(column: size.columns / 2, row: size.rows / 2)
    return MapCell(
      column: min(max(0, cell.column), size.columns - 1), row: min(max(0, cell.row), size.rows - 1))
  }

  /// The mapping from the plane to the dots of the panel with the cursor; `nil` without a map.
  var mapPlacement: ScatterPlacement? {
    guard map.windows.indices.contains(map.panel), !mapPlot.isEmpty else { return nil }
    return map.windows[map.panel].placement(in: mapPlot.size)
  }

  /// The place under the cursor, in the map's unit.
  var mapCursorPlace: (x: Double, y: Double)? {
    guard let placement = mapPlacement, let cell = mapCursor else { return nil }
    let place = placement.place(column: cell.column, row: cell.row)
    guard Float(place.x).isFinite, Float(place.y).isFinite else { return nil }
    return place
  }

  /// Shows all points of every panel.
  mutating func fitMap() {
    guard let update = map.update else { return }
    let keepsAspect = if case .axes = update.method { false } else { true }
    let windows = update.panels.map { panel in
      let bounds =
        ScatterBounds(of: panel.layout.positions.elements)
        ?? ScatterBounds(left: -1, right: 1, bottom: -1, top: 1)
      return ScatterWindow(bounds, keepsAspect: keepsAspect)
    }
    if windows != map.windows { map.show(windows) }
  }

  /// Zooms in or out around the place under the cursor.
  mutating func zoomMap(by factor: Double) {
    guard let place = mapCursorPlace, map.windows.indices.contains(map.panel) else { return }
    var windows = map.windows
    windows[map.panel] = windows[map.panel].zoomed(by: factor, aboutX: place.x, y: place.y)
    map.isFollowing = false
    map.show(windows)
  }

  /// Zooms to the box or lasso.
  mutating func zoomMapToArea() {
    guard let region = mapRegion, map.windows.indices.contains(map.panel) else { return }
    let bounds: ScatterBounds
    switch region {
    case .box(let box): bounds = box
    case .polygon(let corners):
      let (xs, ys) = (corners.map(\.x), corners.map(\.y))
      guard let left = xs.min(), let right = xs.max(), let bottom = ys.min(), let top = ys.max()
      else { return }
      bounds = ScatterBounds(left: left, right: right, bottom: bottom, top: top)
    }
    guard bounds.right > bounds.left, bounds.top > bounds.bottom else { return }
    var windows = map.windows
    windows[map.panel] = ScatterWindow(
      centerX: (bounds.left + bounds.right) / 2, centerY: (bounds.bottom + bounds.top) / 2,
      spanX: bounds.right - bounds.left, spanY: bounds.top - bounds.bottom,
      keepsAspect: windows[map.panel].keepsAspect)
    map.isFollowing = false
    map.area = nil
    map.box = Size(columns: 1, rows: 1)
    map.cursor = nil
    map.show(windows)
  }

  /// Moves the cursor; at the edge of the panel the plane scrolls.
  mutating func moveMapCursor(columns: Int, rows: Int) {
    guard let cell = mapCursor, let placement = mapPlacement else { return }
    let size = mapPlot.size
    let wanted = MapCell(column: cell.column + columns, row: cell.row + rows)
    let moved = MapCell(
      column: min(max(0, wanted.column), size.columns - 1),
      row: min(max(0, wanted.row), size.rows - 1))
    let rest = (column: wanted.column - moved.column, row: wanted.row - moved.row)
    if rest != (0, 0) {
      let (here, there) = (
        placement.place(column: 0, row: 0), placement.place(column: rest.column, row: rest.row)
      )
      var windows = map.windows
      windows[map.panel].centerX += there.x - here.x
      windows[map.panel].centerY += there.y - here.y
      map.isFollowing = false
      map.show(windows)
    }
    map.cursor = moved
    if case .lasso(let corners) = map.area, let place = mapCursorPlace {
      map.area = .lasso(corners + [MapArea.Corner(x: place.x, y: place.y)])
    }
  }
}

extension MapState {
  /// Changes the visible parts of the plane.
  mutating func show(_ windows: [ScatterWindow]) {
    self.windows = windows
    windowNumber += 1
  }
}
