import Plotting

/// The pixels of a sample and the dots that show them, as far as the layout has to know.
struct PictureExtent: Sendable, Equatable {
  /// The pixels in a row.
  let width: Int
  /// The rows of pixels.
  let height: Int
  /// How the picture is drawn.
  let graphics: GraphicsMode

  /// Where the picture would lie in a block at the top left of nothing.
  func placed(columns: Int, rows: Int) -> ImagePlacement {
    ImagePlacement(
      width: width, height: height, in: Rect(Size(columns: columns, rows: rows)),
      graphics: graphics)
  }
}

extension TerminalCapabilities {
  /// How pictures are drawn: half blocks have two levels only without colour, so braille takes their place.
  var pictureGraphics: GraphicsMode {
    graphics == .half && color == .mono ? .braille : graphics
  }
}
