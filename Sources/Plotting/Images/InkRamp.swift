import Numerics

/// The characters of increasing ink for pictures in ASCII.
package enum InkRamp {
  static let sequential: [Character] = Array(" .:-=+*#%@")
  /// Two families of characters show the sign; values near zero are blank.
  static let positive: [Character] = Array(" .+*#@")
  static let negative: [Character] = Array(" ,-=o0")

  /// The character of a position in the colour map.
  ///
  /// - Parameters:
  ///   - fraction: The position, clamped to 0 … 1; NaN gives the mark of a missing value.
  ///   - isDiverging: Whether the middle of the map is blank.
  /// - Returns: The ASCII character.
  package static func glyph(at fraction: Float, isDiverging: Bool) -> Character {
    guard !fraction.isNaN else { return GlyphSet.ascii.missing }
    guard isDiverging else { return entry(of: sequential, at: fraction) }
    let signed = 2 * fraction - 1
    return entry(of: signed < 0 ? negative : positive, at: signed.magnitude)
  }

  static func levelCount(isDiverging: Bool) -> Int {
    isDiverging ? positive.count + negative.count - 1 : sequential.count
  }

  private static func entry(of ramp: [Character], at fraction: Float) -> Character {
    ramp[Int(clamping: (fraction * Float(ramp.count - 1)).rounded(), to: 0...ramp.count - 1)]
  }
}
