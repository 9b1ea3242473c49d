/// Where a picture lies and how it was drawn, for the line that describes it.
package struct DrawnImage: Sendable, Equatable {
  /// Where the pixels lie; its `graphics` is the mode that was used, which may be the fallback.
  package let placement: ImagePlacement
  /// The colours that were used; `mono` unless the picture is in half blocks.
  package let color: ColorMode
  /// The number of distinguishable levels of the colour map.
  package let levelCount: Int
  let ambiguous: AmbiguousWidth

  /// The capabilities that the picture was drawn with, for a legend in the same style.
  package var capabilities: TerminalCapabilities {
    TerminalCapabilities(graphics: placement.graphics, color: color, ambiguous: ambiguous)
  }

  /// The mode in words, such as `half-block 24bit 32 levels` or `braille dithered`.
  package var label: String {
    switch (placement.graphics, color) {
    case (.half, .mono): "half-block 2 levels"
    case (.half, _): "half-block \(color.rawValue) \(levelCount) levels"
    case (.braille, _): "braille dithered"
    case (.ascii, _): "ascii \(levelCount) levels"
    }
  }
}
