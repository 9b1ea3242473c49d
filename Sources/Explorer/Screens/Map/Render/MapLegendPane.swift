import Maps
import Plotting

extension Frame {
  /// Draws the legend of the colours of a map, and how well neighbours on it predict the factors; `most` is
  /// the largest count where counts are shown.
  mutating func drawMapLegend(
    _ state: ExplorerState, points: MapPoints, most: Int?, in pane: Rect, ink: Ink
  ) {
    let inside = pane.inset(by: 1)
    let coloring = state.map.coloring
    let column = coloring.column.map { points.columns[$0] }
    defer {
      drawBox(
        pane, title: most == nil ? "colour: \(column?.title ?? "none")" : "density",
        trailingTitle: most == nil ? "c C" : "d points", style: ink.box)
    }
    guard inside.rows > 0 else { return }
    var row = inside.row
    if let most {
      drawCounts(most, state, in: inside, ink: ink)
      row += 1
    } else if !coloring.names.isEmpty {
      row = drawClasses(coloring, in: inside, ink: ink)
    } else if let scale = coloring.scale {
      drawNumbers(scale, state, in: inside, ink: ink)
      row += 1
    }
    drawDeterminations(
      state, points,
      in: Rect(
        column: inside.column, row: row, columns: inside.columns, rows: inside.endRow - row),
      ink: ink)
  }

  /// A letter, the name and the count of every class; returns the row below.
  private mutating func drawClasses(_ coloring: MapColoring, in inside: Rect, ink: Ink) -> Int {
    var (column, row) = (inside.column, inside.row)
    for (index, name) in coloring.names.enumerated() {
      let count = coloring.counts[index]
      let isShown = coloring.shows(index)
      let text = "\(coloring.letters[index]) \(name) \(isShown ? String(count) : "hidden")"
      if column > inside.column, column + text.columns(glyphs: ink.glyphs) > inside.endColumn {
        (column, row) = (inside.column, row + 1)
      }
      guard row < inside.endRow else { return row }
      let style = isShown ? ink.style(ofClass: index) : ink.faint
      column =
        write(
          text, column: column, row: row, style: style, limit: inside.endColumn - column) + 2
    }
    return row + 1
  }

  /// The range of the counts with their colours or shades, on a logarithmic scale.
  private mutating func drawCounts(
    _ most: Int, _ state: ExplorerState, in inside: Rect, ink: Ink
  ) {
    let hasHalves = ink.capabilities.graphics == .half && ink.capabilities.color != .mono
    guard hasHalves else {
      let steps = ink.capabilities.hasOrnaments ? "░▒▓█" : ".:-=+*#%@"
      writeField(
        "1 \(steps) \(most) points per cell, log", row: inside.row, in: inside, style: ink.text,
        ink: ink)
      return
    }
    let ramp = state.mapColorMap.ramp(for: ink.capabilities.color)
    let start = write("1 ", column: inside.column, row: inside.row, style: ink.text)
    for step in 0..<10 {
      let color = ramp[ScatterLook.leastTone + (1 - ScatterLook.leastTone) * Float(step) / 9]
      self[start + step, inside.row] = Cell("█", style: Style(foreground: color))
    }
    writeField(
      " \(most) per half cell, log", column: start + 10, row: inside.row,
      columns: max(0, inside.endColumn - start - 10), style: ink.text, glyphs: ink.glyphs)
  }

  /// The range of the numbers with their colours, or with the digits that represent them.
  private mutating func drawNumbers(
    _ scale: DisplayScale, _ state: ExplorerState, in inside: Rect, ink: Ink
  ) {
    let hasDigits = ink.capabilities.color == .mono || !ink.capabilities.isUnicode
    guard hasDigits else {
      ColorBar(colorMap: state.mapColorMap, scale: scale, style: ink.text, namesStretch: false)
        .draw(
          into: &self, column: inside.column, row: inside.row, columns: inside.columns,
          capabilities: ink.capabilities)
      return
    }
    let range = "\(scale.minimumLabel) 0123456789 \(scale.maximumLabel)"
    let short = [scale.minimum, scale.maximum].map { NumberText.compact(Double($0), digits: 2) }
    let texts = [
      "\(range) (\(scale.clip.label))", range, "\(scale.minimumLabel) 0-9 \(scale.maximumLabel)",
      "\(short[0]) 0-9 \(short[1])", "0-9",
    ]
    writeField(
      texts.fullest(in: inside.columns, glyphs: ink.glyphs), row: inside.row, in: inside,
      style: ink.text, ink: ink)
  }

  /// How well the ten nearest points on the map predict every factor.
  private mutating func drawDeterminations(
    _ state: ExplorerState, _ points: MapPoints, in rect: Rect, ink: Ink
  ) {
    guard rect.rows > 0, let panel = state.mapPanel, state.mapPanels.count == 1,
      !panel.determinations.isEmpty
    else { return }
    let parts = zip(points.factorNames, panel.determinations).map {
      "\($0) " + ($1.map { NumberText.fixed($0, decimals: 2) } ?? "?")
    }
    let lines = ("R2 kNN, n \(panel.predictedCount): " + parts.joined(separator: ", "))
      .wrapped(to: rect.columns, glyphs: ink.glyphs)
    for (row, line) in lines.prefix(rect.rows).enumerated() {
      writeField(line, row: rect.row + row, in: rect, style: ink.text, ink: ink)
    }
  }
}
