import Numerics

/// A path through colour space that represents the numbers from 0 to 1.
///
/// The maps of several hues are curves (Catmull-Rom) through seventeen equally spaced colours. Those of viridis and
/// magma (S. van der Walt, N. Smith, 2015) follow the published tables within 3 of 255 levels, those of cividis
/// (J. Nuñez et al., 2018) within 9 at one dark kink and 0.5 on average. All except ``blueWhiteOrange``
/// increase in lightness from end to end, so that they are readable without colour vision.
package enum ColorMap: String, Sendable, CaseIterable {
  /// Black to white; the astronomer's default.
  case gray
  /// Violet over green to yellow.
  case viridis
  /// Blue over grey to yellow; the same with all common types of colour vision.
  case cividis
  /// Black over magenta to pale yellow.
  case magma
  /// Blue below, white at the middle, orange above; both arms equally light, for residuals.
  case blueWhiteOrange = "blue-orange"

  /// Whether the map has a distinguished middle and two equivalent ends.
  package var isDiverging: Bool { self == .blueWhiteOrange }

  /// The exact colour of a number.
  ///
  /// - Parameter fraction: The number, clamped to 0 … 1; NaN gives ``missing``.
  /// - Returns: The colour in sRGB.
  package func rgb(at fraction: Float) -> RGB {
    guard !fraction.isNaN else { return XtermPalette.rgb(missingEntry) }
    let fraction = min(max(fraction, 0), 1)
    guard self != .gray else {
      let level = (fraction * 255).rounded()
      return RGB(red: level, green: level, blue: level)
    }
    return Self.curve(through: controlPoints, at: fraction)
  }

  /// The colour of a number on a terminal.
  ///
  /// Exact colours come in ``ColorRamp/trueColorLevels`` steps, as each further step costs bytes of output. To colour
  /// many numbers, create the ``ramp(for:)`` once.
  ///
  /// - Parameters:
  ///   - fraction: The number, clamped to 0 … 1; NaN gives ``missing``.
  ///   - mode: How many colours there are; `mono` makes all of them the terminal's own.
  /// - Returns: A colour that the mode can show.
  package func color(at fraction: Float, mode: ColorMode) -> Color {
    ramp(for: mode)[fraction]
  }

  /// The colour of NaN, unlike any colour of the map.
  package var missing: Color { .indexed(missingEntry) }

  private var missingEntry: UInt8 { self == .magma ? 37 : 162 }

  private var controlPoints: [UInt32] {
    switch self {
    case .gray: [0x000000, 0xFFFFFF]
    case .viridis: Self.viridisPoints
    case .cividis: Self.cividisPoints
    case .magma: Self.magmaPoints
    case .blueWhiteOrange: Self.blueWhiteOrangePoints
    }
  }

  private static let viridisPoints: [UInt32] = [
    0x440154, 0x48186B, 0x472D7C, 0x424085, 0x3B528C, 0x33638C, 0x2C7290, 0x26818D, 0x21908E,
    0x1F9F87, 0x27AE82, 0x3EBC72, 0x5CC964, 0x82D34A, 0xABDC34, 0xD5E219, 0xFDE723,
  ]
  private static let cividisPoints: [UInt32] = [
    0x00224E, 0x002E6A, 0x1A386F, 0x32436D, 0x434E6C, 0x52596D, 0x61656F, 0x6F7073, 0x7C7B78,
    0x8B8778, 0x9B9376, 0xABA072, 0xBBAD6C, 0xCCBA64, 0xDDC958, 0xEFD748, 0xFEE838,
  ]
  private static let magmaPoints: [UInt32] = [
    0x000003, 0x0A0821, 0x1D1147, 0x35106A, 0x51127C, 0x691D80, 0x832582, 0x9B2F7F, 0xB6367A,
    0xCF416F, 0xE65064, 0xF46A5B, 0xFC8761, 0xFEA571, 0xFEC287, 0xFDE0A2, 0xFCFDBF,
  ]
  /// OKLab hues of 250 and 62 degrees, lightness from 0.48 to 0.97 in equal steps on both arms; the palette has no
  /// darker orange.
  private static let blueWhiteOrangePoints: [UInt32] = [
    0x0260A6, 0x0171C3, 0x2284D9, 0x3A97EE, 0x66ABF1, 0x8BBEF3, 0xAFD1F5, 0xD2E3F5, 0xF5F5F5,
    0xF1DDCD, 0xEBC5A4, 0xE5AC7B, 0xDD934D, 0xD37A08, 0xBA6B06, 0xA05C05, 0x884D03,
  ]

  private static func curve(through points: [UInt32], at fraction: Float) -> RGB {
    let position = fraction * Float(points.count - 1)
    let segment = Int(clamping: position, to: 0...points.count - 2)
    let t = position - Float(segment)
    func channel(_ shift: UInt32) -> Float {
      func value(_ index: Int) -> Float { Float(points[index] >> shift & 0xFF) }
      let (start, end) = (value(segment), value(segment + 1))
      let before = segment > 0 ? value(segment - 1) : 2 * start - end
      let after = segment + 2 < points.count ? value(segment + 2) : 2 * end - start
      let linear = (end - before) * t
      let quadratic = (2 * before - 5 * start + 4 * end - after) * t * t
      let cubic = (3 * start - before - 3 * end + after) * t * t * t
      return (start + (linear + quadratic + cubic) / 2).rounded()
    }
    return RGB(red: channel(16), green: channel(8), blue: channel(0))
  }
}
