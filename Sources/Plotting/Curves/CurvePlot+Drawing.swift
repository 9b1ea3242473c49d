import Numerics

extension CurvePlot {
  /// The fewest rows of dots that are worth their axes.
  private static let leastRows = 3
  /// The fewest columns of dots that are worth their axes.
  private static let leastColumns = 8
  /// A row of the horizontal axis and one of its numbers.
  private static let axisRows = 2
  /// With fewer rows the curves also use those of the horizontal axis.
  private static let leastRowsWithBothAxes = 7

  /// Draws axes and curves into a block of cells.
  ///
  /// In a small block first the horizontal axis is omitted, then the vertical one; the curves fill the rest.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - rect: The cells to use.
  ///   - capabilities: What the terminal can show.
  /// - Returns: The cells of the dots, without axes and numbers.
  @discardableResult
  package func draw(
    into frame: inout Frame, in rect: Rect, capabilities: TerminalCapabilities
  ) -> Rect {
    let glyphs = GlyphSet.set(for: capabilities)
    let hasBoth = rect.rows >= Self.leastRowsWithBothAxes
    let rows = rect.rows - (hasBoth ? Self.axisRows : 0)
    let ticks = scale.ticks(in: y, atMost: max(2, (rows + 1) / 2))
    let gutter = (ticks.map { $0.label.columns(glyphs: glyphs) }.max() ?? 0) + 1
    let hasAxes = rows >= Self.leastRows && rect.columns - gutter >= Self.leastColumns
    let inside =
      hasAxes
      ? Rect(
        column: rect.column + gutter, row: rect.row, columns: rect.columns - gutter, rows: rows)
      : rect
    if hasAxes {
      drawVerticalAxis(into: &frame, beside: inside, ticks: ticks, gutter: gutter, glyphs: glyphs)
      if hasBoth { drawHorizontalAxis(into: &frame, below: inside, glyphs: glyphs) }
    }
    var canvas = DotCanvas(size: inside.size)
    for curve in curves {
      canvas.plotLine(
        places(of: curve), in: window, style: curve.style, lit: curve.pattern.dots.lit,
        gap: curve.pattern.dots.gap)
    }
    canvas.draw(
      into: &frame, column: inside.column, row: inside.row, ascii: !capabilities.isUnicode)
    return inside
  }

  /// Writes the names of the curves into a row, each after a piece of its line, the one on top first.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - column: The first column.
  ///   - row: The row.
  ///   - columns: The room; names that do not fit are cut.
  ///   - capabilities: What the terminal can show.
  /// - Returns: The column after the legend.
  @discardableResult
  package func drawLegend(
    into frame: inout Frame, column: Int, row: Int, columns: Int,
    capabilities: TerminalCapabilities
  ) -> Int {
    let glyphs = GlyphSet.set(for: capabilities)
    var place = column
    for curve in curves.reversed() where !curve.name.isEmpty {
      let isFirst = place == column
      let text =
        (isFirst ? "" : "  ") + curve.pattern.sample(glyphs: glyphs) + " " + curve.name
      let room = column + columns - place
      guard isFirst || room > 8 else { break }
      place = frame.write(
        text.clipped(to: room, glyphs: glyphs), column: place, row: row, style: curve.style)
    }
    return place
  }

  /// The column of the cell that shows a position on the horizontal axis.
  ///
  /// - Parameters:
  ///   - value: The position.
  ///   - inside: The cells of the dots, as returned by ``draw(into:in:capabilities:)``.
  /// - Returns: The column on the screen; `nil` for a position outside.
  package func column(of value: Double, in inside: Rect) -> Int? {
    let share = value.fraction(from: x.lower, to: x.upper)
    guard share >= 0, share <= 1, inside.columns > 0 else { return nil }
    let last = 2 * inside.columns - 1
    return inside.column + Int(clamping: (share * Double(last)).rounded(), to: 0...last) / 2
  }

  /// The row of the cell that shows a number on the vertical axis.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - inside: The cells of the dots, as returned by ``draw(into:in:capabilities:)``.
  /// - Returns: The row on the screen; `nil` for a number outside or without a position on the axis.
  package func row(of value: Double, in inside: Rect) -> Int? {
    let share = scale.place(of: value).fraction(from: y.upper, to: y.lower)
    guard share >= 0, share <= 1, inside.rows > 0 else { return nil }
    let last = 4 * inside.rows - 1
    return inside.row + Int(clamping: (share * Double(last)).rounded(), to: 0...last) / 4
  }

  private func drawVerticalAxis(
    into frame: inout Frame, beside inside: Rect, ticks: [AxisScale.Tick], gutter: Int,
    glyphs: GlyphSet
  ) {
    for row in inside.row..<inside.endRow {
      frame[inside.column - 1, row] = Cell(glyphs.box.vertical, style: axisStyle)
    }
    for tick in ticks {
      let share = tick.place.fraction(from: y.upper, to: y.lower)
      let dots = 4 * inside.rows
      let dot = Int(clamping: (share * Double(dots - 1)).rounded(), to: -1...dots)
      guard (0..<dots).contains(dot) else { continue }
      frame.writeField(
        tick.label, column: inside.column - gutter, row: inside.row + dot / 4,
        columns: gutter - 1, alignment: .right, style: axisStyle, glyphs: glyphs)
      frame[inside.column - 1, inside.row + dot / 4] = Cell(
        glyphs.box.leftTick, style: axisStyle)
    }
  }

  private func drawHorizontalAxis(into frame: inout Frame, below inside: Rect, glyphs: GlyphSet) {
    let (row, labels) = (inside.endRow, inside.endRow + 1)
    frame[inside.column - 1, row] = Cell(glyphs.box.bottomLeft, style: axisStyle)
    for column in inside.column..<inside.endColumn {
      frame[column, row] = Cell(glyphs.box.horizontal, style: axisStyle)
    }
    let name = xName.clipped(to: inside.columns / 2, glyphs: glyphs)
    let nameColumn = inside.endColumn - name.columns(glyphs: glyphs)
    frame.write(name, column: nameColumn, row: labels, style: axisStyle)
    var free = inside.column - 1
    for tick in AxisScale.linear.ticks(in: x, atMost: max(2, inside.columns / 12)) {
      guard let column = column(of: tick.place, in: inside) else { continue }
      let text = tick.label
      let width = text.columns(glyphs: glyphs)
      let start = max(inside.column, column - width / 2)
      guard start >= free, start + width < nameColumn else { continue }
      frame[column, row] = Cell(glyphs.box.downTick, style: axisStyle)
      free = frame.write(text, column: start, row: labels, style: axisStyle) + 1
    }
  }
}
