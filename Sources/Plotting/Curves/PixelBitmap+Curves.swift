import Numerics

extension PixelBitmap {
  /// A plot as a picture for files: dark axes and curves on white, the axes marked but without numbers.
  ///
  /// - Parameters:
  ///   - plot: The curves; colours that are the terminal's own become black.
  ///   - columns: The width in cells of two by four dots.
  ///   - rows: The height in cells.
  ///   - zoom: The side of a dot in pixels, at least 1.
  /// - Returns: The picture, with a margin of a cell on every side.
  package static func curves(
    _ plot: CurvePlot, columns: Int = 160, rows: Int = 60, zoom: Int = 2
  ) -> PixelBitmap {
    precondition(
      columns > 0 && rows > 0 && zoom >= 1, "PixelBitmap.curves: \(columns) x \(rows) by \(zoom)")
    let margin = 4
    var bitmap = PixelBitmap(
      width: zoom * (2 * columns + 2 * margin), height: zoom * (4 * rows + 2 * margin))
    bitmap.drawAxes(of: plot, columns: 2 * columns, rows: 4 * rows, margin: margin, zoom: zoom)
    for curve in plot.curves {
      var canvas = DotCanvas(size: Size(columns: columns, rows: rows))
      canvas.plotLine(
        plot.places(of: curve), in: plot.window, lit: curve.pattern.dots.lit,
        gap: curve.pattern.dots.gap)
      let color = curve.style.foreground.fileColor
      for row in 0..<canvas.dotRows {
        for column in 0..<canvas.dotColumns where canvas.isLit(column: column, row: row) {
          bitmap.fill(column: margin + column, row: margin + row, zoom: zoom, color: color)
        }
      }
    }
    return bitmap
  }

  private mutating func drawAxes(
    of plot: CurvePlot, columns: Int, rows: Int, margin: Int, zoom: Int
  ) {
    let gray = RGB(128, 128, 128)
    for column in margin - 1..<margin + columns {
      fill(column: column, row: margin + rows, zoom: zoom, color: gray)
    }
    for row in margin..<margin + rows {
      fill(column: margin - 1, row: row, zoom: zoom, color: gray)
    }
    for tick in plot.x.ticks(atMost: 8) {
      let share = tick.fraction(from: plot.x.lower, to: plot.x.upper)
      let column = margin + Int(clamping: (share * Double(columns - 1)).rounded(), to: -1...columns)
      for row in 1...2 { fill(column: column, row: margin + rows + row, zoom: zoom, color: gray) }
    }
    for tick in plot.scale.ticks(in: plot.y, atMost: 8) {
      let share = tick.place.fraction(from: plot.y.upper, to: plot.y.lower)
      let row = margin + Int(clamping: (share * Double(rows - 1)).rounded(), to: -1...rows)
      for column in 2...3 { fill(column: margin - column, row: row, zoom: zoom, color: gray) }
    }
  }

  /// Fills the square of one dot; outside the picture nothing is drawn.
  private mutating func fill(column: Int, row: Int, zoom: Int, color: RGB) {
    guard column >= 0, row >= 0, (column + 1) * zoom <= width, (row + 1) * zoom <= height else {
      return
    }
    for y in row * zoom..<(row + 1) * zoom {
      for x in column * zoom..<(column + 1) * zoom { self[x, y] = color }
    }
  }
}

extension Color {
  /// The colour on white paper.
  fileprivate var fileColor: RGB {
    switch self {
    case .terminal: RGB(0, 0, 0)
    case .indexed(let entry): XtermPalette.rgb(entry)
    case .rgb(let red, let green, let blue): RGB(red, green, blue)
    }
  }
}
