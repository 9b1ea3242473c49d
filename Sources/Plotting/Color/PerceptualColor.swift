import Platform

/// A colour in OKLab, where equal distances look about equally different.
///
/// Björn Ottosson, "A perceptual color space for image processing" (2020): linear sRGB to cone responses, cube
/// root, then opponent axes. Lightness is 0 for black and 1 for white.
struct PerceptualColor: Sendable {
  let lightness: Float
  let greenRed: Float
  let blueYellow: Float

  init(_ color: RGB) {
    let red = Self.linear(color.red)
    let green = Self.linear(color.green)
    let blue = Self.linear(color.blue)
    let long = cbrtf(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = cbrtf(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrtf(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// The square of the distance to another colour.
  func squaredDistance(to other: PerceptualColor) -> Float {
    let (l, a, b) = (
      lightness - other.lightness, greenRed - other.greenRed, blueYellow - other.blueYellow
    )
    return l * l + a * a + b * b
  }

  private static func linear(_ channel: UInt8) -> Float {
    let value = Float(channel) / 255
    return value <= 0.04045 ? value / 12.92 : powf((value + 0.055) / 1.055, 2.4)
  }
}
