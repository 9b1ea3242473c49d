/// A picture with its colours and its range, ready to be drawn into any block of cells.
///
/// NaN is never drawn as a number: in half blocks such pixels have the map's colour of missing values, and a
/// cell of only such pixels shows a cross; in other modes every cell that contains one shows the cross.
package struct ImagePlot: Sendable {
  /// The picture.
  package var image: ScalarImage
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
        ambiguous: capabilities.ambiguous)
    }
    switch (placement.graphics, capabilities.color) {
    case (.half, .mono):
      painter.paint(into: &frame) { painter.twoLevelCell($0, $1) }
      return drawn(.mono, 2)
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
