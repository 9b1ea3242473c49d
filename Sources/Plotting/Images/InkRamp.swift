/// The characters of growing ink that draw a picture in ASCII.
public enum InkRamp {
  static let sequential: [Character] = Array(" .:-=+*#%@")
  /// Two families of characters tell the sign; what is near zero is blank.
  static let positive: [Character] = Array(" .+*#@")
  static let negative: [Character] = Array(" ,-=o0")

  /// The character of a place in the colour map.
  public static func glyph(at fraction: Float, isDiverging: Bool) -> Character {
    guard isDiverging else { return entry(of: sequential, at: fraction) }
    let signed = 2 * fraction - 1
    return entry(of: signed < 0 ? negative : positive, at: signed.magnitude)
  }

  static func levelCount(isDiverging: Bool) -> Int {
    isDiverging ? positive.count + negative.count - 1 : sequential.count
  }

  private static func entry(of ramp: [Character], at fraction: Float) -> Character {
    ramp[Int((min(max(fraction, 0), 1) * Float(ramp.count - 1)).rounded())]
  }
}
