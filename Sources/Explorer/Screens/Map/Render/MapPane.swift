import Maps
import Plotting
import Tensors

/// One map with its overlays.
struct MapPane {
  let state: ExplorerState
  let points: MapPoints
  let panel: MapUpdate.Panel
  /// Its index among the panels.
  let index: Int
  /// Whether it is the only map.
  let isAlone: Bool

  init(
    _ state: ExplorerState, points: MapPoints, panel: MapUpdate.Panel, index: Int, isAlone: Bool
  ) {
    (self.state, self.points, self.panel, self.index) = (state, points, panel, index)
    self.isAlone = isAlone
  }

  /// Whether it has the cursor.
  var hasCursor: Bool { state.map.panel == index }

  /// Its features and number of points, as far as there is room.
  func title(within columns: Int, ink: Ink) -> String {
    guard isAlone else { return panel.features.title }
    let title = state.mapTitle(of: panel, points)
    let count = points.label.split(separator: ", ").first ?? ""
    let texts = ["\(title)  \(points.label)", "\(title)  \(count)", title]
    return texts.first { $0.columns(glyphs: ink.glyphs) <= columns } ?? title
  }

  /// Its progress, and the number of points in view.
  func trailingTitle(inView: Int, ink: Ink) -> String {
    let layout = panel.layout
    var parts: [String] = []
    if inView < points.count { parts.append("\(inView) in view") }
    if isAlone, state.map.showsDensity { parts.append("density") }
    if layout.iterationCount > 0 {
      let mark =
        state.awaited[.map] != nil
        ? ink.glyphs.ready : (layout.isFinished ? ink.glyphs.done : ink.glyphs.waiting)
      parts.append("\(layout.iteration)/\(layout.iterationCount) \(mark)")
    }
    return parts.joined(separator: "  ")
  }
}

extension Frame {
  /// Draws the points of a map, the sliders' point and the cursor over them; returns the largest count per
  /// cell where counts are shown.
  mutating func drawMapPane(_ map: MapPane, pane: Rect, plot: Rect, ink: Ink) -> Int? {
    let state = map.state
    let window = state.map.windows[map.index]
    var look = ScatterLook(
      letters: state.map.coloring.letters, colorMap: state.mapColorMap, plain: ink.source,
      faint: ink.faint, capabilities: ink.capabilities)
    look.classes = look.letters.indices.map(ink.style(ofClass:))
    look.ramp = ink.ramp(state.mapColorMap)
    var raster = ScatterRaster(size: plot.size)
    raster.fill(
      map.panel.layout.positions.elements, colors: state.map.coloring.colors,
      selection: state.map.selection, window: window, size: plot.size)
    var most: Int?
    if state.map.showsDensity {
      most = raster.drawDensity(into: &self, column: plot.column, row: plot.row, look: look)
    } else {
      raster.drawPoints(into: &self, column: plot.column, row: plot.row, look: look)
      drawClassLetters(raster, state, in: plot, look: look, ink: ink)
    }
    let placement = window.placement(in: plot.size)
    if case .axes(let x, let y) = state.map.update?.method {
      drawMapAxes(
        (state.axisName(x, map.points), state.axisName(y, map.points)), placement, in: plot,
        ink: ink)
    }
    offerPlaces(in: plot, command: "map.cell", prefix: "\(map.index),")
    if map.hasCursor { drawMapArea(state, placement, in: plot, ink: ink) }
    drawCross(state, panel: map.index, placement, in: plot, ink: ink)
    if map.hasCursor { drawMapCursor(state, in: plot, ink: ink) }
    drawMapNotes(map.panel.layout.adjustments + map.points.notes, in: plot, ink: ink)
    let trailing = map.trailingTitle(inView: raster.pointCount, ink: ink)
    let room = pane.columns - trailing.columns(glyphs: ink.glyphs) - 8
    drawBox(
      pane, title: map.title(within: room, ink: ink), trailingTitle: trailing,
      focused: map.hasCursor && !map.isAlone, style: ink.box)
    return most
  }

  /// Writes every class's letter in the cell with most of its points.
  private mutating func drawClassLetters(
    _ raster: ScatterRaster, _ state: ExplorerState, in plot: Rect, look: ScatterLook, ink: Ink
  ) {
    for (index, letter) in state.map.coloring.letters.enumerated() {
      guard let cell = raster.densestCell(ofClass: index) else { continue }
      var style = look.classes[index]
      style.attributes.insert([.bold, .reverse])
      self[plot.column + cell.column, plot.row + cell.row] = Cell(letter, style: style)
    }
  }

  /// Writes the first remark at the lower edge of the map.
  private mutating func drawMapNotes(_ notes: [String], in plot: Rect, ink: Ink) {
    guard let first = notes.first, plot.rows > 4 else { return }
    let more = notes.count > 1 ? " (+\(notes.count - 1) in the log, ~)" : ""
    let text = "\(ink.glyphs.warning) \(first)"
    let line =
      text.clipped(to: plot.columns - more.columns(glyphs: ink.glyphs), glyphs: ink.glyphs) + more
    write(line, column: plot.column, row: plot.endRow - 1, style: ink.warning, limit: plot.columns)
  }

  /// Writes the names and ends of both axes along the edges.
  private mutating func drawMapAxes(
    _ names: (x: String, y: String), _ placement: ScatterPlacement, in plot: Rect, ink: Ink
  ) {
    guard plot.rows > 4, plot.columns > 20 else { return }
    let low = placement.place(dotColumn: 0, dotRow: Double(4 * plot.rows))
    let high = placement.place(dotColumn: Double(2 * plot.columns), dotRow: 0)
    func number(_ value: Double) -> String { NumberText.compact(value, digits: 3) }
    let row = plot.endRow - 1
    let right = "\(names.x) \(number(high.x))"
    write(number(low.x), column: plot.column, row: row, style: ink.faint)
    write(
      right, column: plot.endColumn - right.columns(glyphs: ink.glyphs), row: row, style: ink.faint)
    write(
      "\(number(high.y)) \(names.y)", column: plot.column, row: plot.row,
      style: ink.faint)
    write(number(low.y), column: plot.column, row: row - 1, style: ink.faint)
  }
}
