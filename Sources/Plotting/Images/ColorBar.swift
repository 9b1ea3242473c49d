/// The legend of a picture in one row: the colours between the numbers at both ends, the stretch, the map's name.
package struct ColorBar: Sendable {
  /// The colours.
  package var colorMap: ColorMap
  /// The range and the curve.
  package var scale: DisplayScale
  /// The look of the text.
  package var style: Style
  /// Whether the curve is named; a bar beside another one of the same curve need not name it.
  package var namesStretch: Bool
  /// Whether the range is that of each of three channels.
  package var isOfChannels = false

  /// Creates a legend.
  ///
  /// - Parameters:
  ///   - colorMap: The colours.
  ///   - scale: The range and the curve.
  ///   - style: The look of the text.
  ///   - namesStretch: Whether the curve is named.
  package init(
    colorMap: ColorMap, scale: DisplayScale, style: Style = .plain, namesStretch: Bool = true
  ) {
    self.namesStretch = namesStretch
    self.colorMap = colorMap
    self.scale = scale
    self.style = style
  }

  /// Creates the legend of a picture.
  package init(of plot: ImagePlot, style: Style = .plain, namesStretch: Bool = true) {
    self.init(
      colorMap: plot.colorMap, scale: plot.scale, style: style, namesStretch: namesStretch)
    isOfChannels = plot.colors != nil
  }

  /// What is drawn between the ends: the map, or the same number in all channels.
  private func shownMap(_ capabilities: TerminalCapabilities) -> (map: ColorMap, name: String) {
    guard isOfChannels else { return (colorMap, colorMap.rawValue) }
    guard capabilities.graphics == .half, capabilities.color != .mono else {
      return (colorMap, "luminance")
    }
    return (.gray, colorMap.isDiverging ? "rgb about gray" : "rgb")
  }

  /// Draws the legend from the left of a row.
  ///
  /// Where it does not fit, first the map's name is omitted, then the colours, then the stretch and the share of the
  /// values in the range; the numbers lose digits, and are left out before they would be cut.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - column: The first column.
  ///   - row: The row.
  ///   - columns: The room.
  ///   - capabilities: What the terminal can show.
  /// - Returns: The column after the legend.
  @discardableResult
  package func draw(
    into frame: inout Frame, column: Int, row: Int, columns: Int,
    capabilities: TerminalCapabilities
  ) -> Int {
    let glyphs = GlyphSet.set(for: capabilities)
    let clip = scale.clip == .minimumToMaximum ? "" : " (\(scale.clip.label))"
    let curve = namesStretch ? " " + scale.stretch.label : ""
    let tail = scale.maximumLabel + clip + curve
    let fixed = (scale.minimumLabel + tail).columns(glyphs: glyphs) + 2
    let shown = shownMap(capabilities)
    let name = "  " + shown.name
    let nameColumns = name.columns(glyphs: glyphs)
    let hasName = columns - fixed - nameColumns >= Self.shortestBar
    let barColumns = min(Self.longestBar, columns - fixed - (hasName ? nameColumns : 0))
    guard barColumns >= Self.shortestBar else {
      let texts = scale.labels(glyphs: glyphs)
      let text = texts.first { $0.columns(glyphs: glyphs) <= columns } ?? ""
      return frame.write(text, column: column, row: row, style: style)
    }
    let start = frame.write(scale.minimumLabel + " ", column: column, row: row, style: style)
    drawBar(
      shown.map, into: &frame, rect: Rect(column: start, row: row, columns: barColumns, rows: 1),
      capabilities: capabilities)
    return frame.write(
      " " + tail + (hasName ? name : ""), column: start + barColumns, row: row, style: style)
  }

  private static let shortestBar = 4
  private static let longestBar = 16

  /// The colours are a picture of the numbers from 0 to 1, drawn as the picture beside it is.
  private func drawBar(
    _ colorMap: ColorMap, into frame: inout Frame, rect: Rect, capabilities: TerminalCapabilities
  ) {
    let row = (0..<rect.columns).map { Float($0) / Float(max(1, rect.columns - 1)) }
    let gradient = ScalarImage(width: rect.columns, height: 2, values: row + row)
    let plot = ImagePlot(
      gradient, colorMap: colorMap, scale: DisplayScale(minimum: 0, maximum: 1), ink: style)
    plot.draw(into: &frame, in: rect, capabilities: capabilities)
  }
}
