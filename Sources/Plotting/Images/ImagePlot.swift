/// A picture with its colours and its range, ready to be drawn into any block of cells.
///
/// NaN is never drawn as a number: in half blocks such pixels have the map's colour of missing values, and a
/// cell of only such pixels shows a cross; in other modes every cell that contains one shows the cross.
package struct ImagePlot: Sendable {
  /// The picture; of one in colour its luminance, which is drawn where there are no colours.
  package private(set) var image: ScalarImage
  /// The picture in colour, whose channels share the scale; `nil` for one number per pixel.
  package private(set) var colors: ColorImage?
  /// The colours.
  package var colorMap: ColorMap
  /// The range and the curve.
  package var scale: DisplayScale
  /// How large.
  package var fit: ImageFit
  /// What replaces half blocks on a terminal without colour, where they have two levels only; `nil` keeps them.
  package var monoFallback: GraphicsMode?
  /// The look of characters and dots where colour does not carry the numbers.
  package var ink: Style

  /// Creates a plot.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - colorMap: The colours.
  ///   - scale: The range and the curve.
  ///   - fit: How large.
  ///   - monoFallback: What replaces half blocks on a terminal without colour; `nil` keeps them.
  ///   - ink: The look of characters and dots where colour does not carry the numbers.
  package init(
    _ image: ScalarImage, colorMap: ColorMap = .gray, scale: DisplayScale,
    fit: ImageFit = .wholePixels, monoFallback: GraphicsMode? = nil, ink: Style = .plain
  ) {
    self.image = image
    self.colorMap = colorMap
    self.scale = scale
    self.fit = fit
    self.monoFallback = monoFallback
    self.ink = ink
  }

  /// Creates a plot of a picture in colour.
  ///
  /// - Parameters:
  ///   - colors: The picture.
  ///   - isSigned: Whether numbers are about zero, which is grey; otherwise the low end of the scale is dark.
  ///   - scale: The range and the curve, the same for all channels.
  ///   - fit: How large.
  ///   - monoFallback: What replaces half blocks on a terminal without colour; `nil` keeps them.
  ///   - ink: The look of characters and dots where there are no colours.
  package init(
    colors: ColorImage, isSigned: Bool = false, scale: DisplayScale, fit: ImageFit = .wholePixels,
    monoFallback: GraphicsMode? = nil, ink: Style = .plain
  ) {
    self.init(
      colors.luminance, colorMap: isSigned ? .blueWhiteOrange : .gray, scale: scale, fit: fit,
      monoFallback: monoFallback, ink: ink)
    self.colors = colors
  }

  /// A part of the picture, as it is drawn as a whole.
  package func cropped(columns: Range<Int>, rows: Range<Int>) -> ImagePlot {
    var part = self
    part.image = ScalarImage(
      width: columns.count, height: rows.count,
      values: rows.flatMap { row in columns.map { image[$0, row] } })
    part.colors = colors.map { colors in
      ColorImage(
        width: columns.count, height: rows.count,
        values: rows.flatMap { row in
          columns.flatMap { column in
            let channels = colors[column, row]
            return [channels.x, channels.y, channels.z]
          }
        })
    }
    return part
  }

  /// The exact colour of a pixel.
  package func rgb(column: Int, row: Int) -> RGB {
    guard let channels = colors?[column, row] else {
      return colorMap.rgb(at: scale(image[column, row]))
    }
    let shares = SIMD3(scale(channels.x), scale(channels.y), scale(channels.z))
    return (0..<3).contains { shares[$0].isNaN } ? colorMap.rgb(at: .nan) : RGB(shares)
  }

  /// Draws the picture into the middle of a block of cells; cells beside it are left alone.
  ///
  /// - Parameters:
  ///   - frame: The screen.
  ///   - room: The cells to use.
  ///   - capabilities: What the terminal can show.
  /// - Returns: Where and how it was drawn.
  @discardableResult
  package func draw(
    into frame: inout Frame, in room: Rect, capabilities: TerminalCapabilities
  ) -> DrawnImage {
    let placement = placement(in: room, capabilities: capabilities)
    let painter = CellPainter(
      plot: self, placement: placement, missing: GlyphSet.set(for: capabilities).missing)
    func drawn(_ color: ColorMode, _ levelCount: Int) -> DrawnImage {
      DrawnImage(
        placement: placement, color: color, levelCount: levelCount,
        content: colors == nil ? .numbers : color == .mono ? .luminance : .channels,
        ambiguous: capabilities.ambiguous)
    }
    switch (placement.graphics, capabilities.color) {
    case (.half, .mono):
      painter.paint(into: &frame) { painter.twoLevelCell($0, $1) }
      return drawn(.mono, 2)
    case (.half, let color) where colors != nil:
      let ramp = ChannelRamp(mode: color)
      painter.paint(into: &frame) { painter.channelCell($0, $1, ramp: ramp) }
      return drawn(color, ramp.levelCount)
    case (.half, let color):
      let ramp = colorMap.ramp(for: color)
      painter.paint(into: &frame) { painter.colorCell($0, $1, ramp: ramp) }
      return drawn(color, ramp.levelCount)
    case (.braille, _):
      painter.paint(into: &frame) { painter.brailleCell($0, $1) }
      return drawn(.mono, 9)
    case (.ascii, _):
      painter.paint(into: &frame) { painter.inkCell($0, $1) }
      let levels = InkRamp.levelCount(isDiverging: colorMap.isDiverging)
      return drawn(.mono, levels)
    }
  }

  /// Where the picture would lie.
  ///
  /// - Parameters:
  ///   - room: The cells to use.
  ///   - capabilities: What the terminal can show.
  /// - Returns: The placement of the pixels.
  package func placement(in room: Rect, capabilities: TerminalCapabilities) -> ImagePlacement {
    var graphics = capabilities.graphics
    if graphics == .half, capabilities.color == .mono, let monoFallback { graphics = monoFallback }
    return ImagePlacement(
      width: image.width, height: image.height, in: room, graphics: graphics, fit: fit)
  }
}
