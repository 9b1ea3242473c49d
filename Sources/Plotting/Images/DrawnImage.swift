/// Where a picture lies and how it was drawn, for the line that describes it.
package struct DrawnImage: Sendable, Equatable {
  /// What of a picture is seen.
  package enum Content: Sendable, Equatable {
    /// Its numbers.
    case numbers
    /// Its own colours.
    case channels
    /// The luminance of its colours.
    case luminance
  }

  /// Where the pixels lie; its `graphics` is the mode that was used, which may be the fallback.
  package let placement: ImagePlacement
  /// The colours that were used; `mono` unless the picture is in half blocks.
  package let color: ColorMode
  /// The number of distinguishable levels of the colour map.
  package let levelCount: Int
  /// What of the picture is seen.
  package let content: Content
  let ambiguous: AmbiguousWidth

  /// How finely numbers or colours are told apart, in words.
  package var levels: String {
    switch (content, placement.graphics, color) {
    case (.luminance, .braille, _): "luminance, braille dithered"
    case (.luminance, _, _): "luminance, \(levelCount) levels"
    case (_, .braille, _): "braille dithered"
    case (.channels, _, .trueColor): "\(levelCount) levels a channel"
    case (.channels, _, _): "nearest of \(levelCount) colours"
    case (.numbers, _, _): "\(levelCount) levels"
    }
  }

  /// What the picture was drawn with, for a legend that is drawn alike.
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
