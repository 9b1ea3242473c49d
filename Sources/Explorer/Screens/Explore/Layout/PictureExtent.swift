import Plotting

/// The pixels of a sample and the graphics mode that shows them, as the layout needs them.
struct PictureExtent: Sendable, Equatable {
  /// The pixels in a row.
  let width: Int
  /// The rows of pixels.
  let height: Int
  /// The graphics mode.
  let graphics: GraphicsMode

  /// The placement of the image at the top left of a block.
  func placed(columns: Int, rows: Int) -> ImagePlacement {
    ImagePlacement(
      width: width, height: height, in: Rect(Size(columns: columns, rows: rows)),
      graphics: graphics)
  }
}

extension TerminalCapabilities {
  /// The graphics mode of images: without colour half blocks have only two levels, so braille replaces them.
  var pictureGraphics: GraphicsMode {
    graphics == .half && color == .mono ? .braille : graphics
  }
}
