/// The 256 colours of xterm; 16...231 are a cube of six levels per channel, 232...255 greys.
///
/// The first sixteen belong to the user's scheme: their values here are xterm's own and only a guess elsewhere.
package enum XtermPalette {
  /// The entries that look the same on every terminal.
  package static let exactEntries: ClosedRange<UInt8> = 16...255
  /// The entries of the user's scheme.
  package static let schemeEntries: ClosedRange<UInt8> = 0...15

  /// The sRGB value of an entry.
  package static func rgb(_ index: UInt8) -> RGB { values[Int(truncatingIfNeeded: index)] }

  /// The entry that looks most like a colour.
  ///
  /// - Parameters:
  ///   - color: The colour to approximate.
  ///   - entries: The entries to choose from.
  /// - Returns: The entry at the smallest distance in OKLab; the first of equally near ones.
  package static func nearest(to color: RGB, in entries: ClosedRange<UInt8>) -> UInt8 {
    nearest(to: PerceptualColor(color), in: entries, notDarkerThan: -1)
  }

  static func nearest(
    to color: PerceptualColor, in entries: ClosedRange<UInt8>, notDarkerThan limit: Float
  ) -> UInt8 {
    var best = entries.upperBound
    var bestDistance = Float.infinity
    for index in entries where perceptual[Int(truncatingIfNeeded: index)].lightness >= limit {
      let distance = perceptual[Int(truncatingIfNeeded: index)].squaredDistance(to: color)
      if distance < bestDistance { (best, bestDistance) = (index, distance) }
    }
    return best
  }

  static func lightness(_ index: UInt8) -> Float {
    perceptual[Int(truncatingIfNeeded: index)].lightness
  }

  private static let values: [RGB] = scheme + cube + greys
  private static let perceptual: [PerceptualColor] = values.map(PerceptualColor.init)

  private static let scheme: [RGB] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ].map { RGB(hex: $0) }

  private static let cube: [RGB] = {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    return (0..<216).map { RGB(levels[$0 / 36], levels[$0 / 6 % 6], levels[$0 % 6]) }
  }()

  private static let greys: [RGB] = (0..<24).map { step in
    let level = UInt8(clamping: 8 + 10 * step)
    return RGB(level, level, level)
  }
}
