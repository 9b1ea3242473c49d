/// The glyph and the colours of each cell of a picture; columns and rows are those of the picture's block.
struct CellPainter {
  private let sampler: ImageSampler
  private let colors: ColorImage?
  private let placement: ImagePlacement
  private let scale: DisplayScale
  private let isDiverging: Bool
  private let ink: Style
  private let missing: Character

  init(plot: ImagePlot, placement: ImagePlacement, missing: Character) {
    sampler = ImageSampler(image: plot.image, columns: placement.columns, rows: placement.rows)
    colors = plot.colors
    self.placement = placement
    scale = plot.scale
    isDiverging = plot.colorMap.isDiverging
    ink = plot.ink
    self.missing = missing
  }

  /// Writes the cells of the picture that lie on the frame.
  func paint(into frame: inout Frame, cell: (_ column: Int, _ row: Int) -> Cell) {
    let rect = placement.rect
    for row in frame.visibleRows(rect.row..<rect.endRow) {
      for column in frame.visibleColumns(rect.column..<rect.endColumn) {
        frame[column, row] = cell(column - rect.column, row - rect.row)
      }
    }
  }

  /// Two square pixels, each in its colour.
  func colorCell(_ column: Int, _ row: Int, ramp: ColorRamp) -> Cell {
    let upper = fraction(column, 2 * row) ?? .nan
    let lower = fraction(column, 2 * row + 1)
    if upper.isNaN && (lower ?? .nan).isNaN {
      return Cell(missing, style: Style(foreground: ramp.missing))
    }
    let style = Style(
      foreground: ramp[upper], background: lower.map { ramp[$0] } ?? .terminal)
    return Cell("▀", style: style)
  }

  /// Two square pixels in their own colours.
  func channelCell(_ column: Int, _ row: Int, ramp: ChannelRamp) -> Cell {
    let upper = channels(column, 2 * row) ?? SIMD3(repeating: .nan)
    let lower = channels(column, 2 * row + 1)
    if upper.x.isNaN && (lower?.x ?? .nan).isNaN {
      return Cell(missing, style: Style(foreground: ramp[SIMD3(repeating: .nan)]))
    }
    let style = Style(
      foreground: ramp[upper], background: lower.map { ramp[$0] } ?? .terminal)
    return Cell("▀", style: style)
  }

  /// Two square pixels, each lit in the upper half of the range.
  func twoLevelCell(_ column: Int, _ row: Int) -> Cell {
    let upper = fraction(column, 2 * row) ?? 0
    let lower = fraction(column, 2 * row + 1) ?? 0
    if upper.isNaN || lower.isNaN { return Cell(missing, style: ink) }
    let glyph: Character =
      switch (upper > 0.5, lower > 0.5) {
      case (true, true): "█"
      case (true, false): "▀"
      case (false, true): "▄"
      case (false, false): " "
      }
    return Cell(glyph, style: ink)
  }

  /// Eight square dots, lit where the number is above the dither's threshold.
  func brailleCell(_ column: Int, _ row: Int) -> Cell {
    var dots = BrailleDots()
    for dotRow in (4 * row)..<(4 * row + 4) {
      for dotColumn in (2 * column)..<(2 * column + 2) {
        guard let fraction = fraction(dotColumn, dotRow) else { continue }
        if fraction.isNaN { return Cell(missing, style: ink) }
        if fraction > DitherPattern.threshold(column: dotColumn, row: dotRow) {
          dots.insert(column: dotColumn & 1, row: dotRow & 3)
        }
      }
    }
    return Cell(dots.glyph, style: ink)
  }

  /// One character of more or less ink.
  func inkCell(_ column: Int, _ row: Int) -> Cell {
    let fraction = fraction(column, row) ?? 0
    if fraction.isNaN { return Cell(missing, style: ink) }
    return Cell(InkRamp.glyph(at: fraction, isDiverging: isDiverging), style: ink)
  }

  /// The channels of a dot from 0 to 1, all NaN where one of them is; `nil` beyond the picture's edge.
  private func channels(_ dotColumn: Int, _ dotRow: Int) -> SIMD3<Float>? {
    guard let colors, dotColumn < placement.columns.dotCount, dotRow < placement.rows.dotCount
    else { return nil }
    let mean = sampler.channels(dotColumn: dotColumn, dotRow: dotRow, of: colors)
    let shares = SIMD3(scale(mean.x), scale(mean.y), scale(mean.z))
    return shares.x.isNaN || shares.y.isNaN || shares.z.isNaN ? SIMD3(repeating: .nan) : shares
  }

  /// A dot's place in the colour map; `nil` beyond the picture's edge.
  private func fraction(_ dotColumn: Int, _ dotRow: Int) -> Float? {
    guard dotColumn < placement.columns.dotCount, dotRow < placement.rows.dotCount else {
      return nil
    }
    return scale(sampler.value(dotColumn: dotColumn, dotRow: dotRow))
  }
}
