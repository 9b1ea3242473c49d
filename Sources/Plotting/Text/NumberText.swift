import Numerics

/// Numbers as text for labels and read-outs, independent of the locale.
package enum NumberText {
  /// A number with a fixed number of decimals, such as `+1.42`.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - decimals: The digits after the point, 0...9.
  ///   - signed: Whether a plus is written too.
  /// - Returns: The text; `nan`, `inf` or `-inf` for what is not finite.
  package static func fixed(_ value: Double, decimals: Int, signed: Bool = false) -> String {
    precondition((0...9).contains(decimals), "NumberText.fixed: \(decimals) decimals")
    guard value.isFinite else { return nonFinite(value, signed: signed) }
    let scale = powerOfTen(decimals)
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < Double(mostUnits) else { return scientific(value, digits: 6, signed: signed) }
    let units = Int(clamping: scaled, to: 0...mostUnits)
    let sign = value < 0 && units > 0 ? "-" : (signed ? "+" : "")
    guard decimals > 0 else { return sign + String(units) }
    let (whole, rest) = units.quotientAndRemainder(
      dividingBy: Int(clamping: scale, to: 1...mostUnits))
    let fraction = String(rest)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return sign + String(whole) + "." + zeros + fraction
  }

  /// A number in as few characters as some significant digits need, such as `0.93`, `812` or `1.2e-7`.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - digits: The significant digits, 1...9; trailing zeros are left out.
  ///   - signed: Whether a plus is written too.
  /// - Returns: The text; `nan`, `inf` or `-inf` for what is not finite.
  package static func compact(_ value: Double, digits: Int = 3, signed: Bool = false) -> String {
    precondition((1...9).contains(digits), "NumberText.compact: \(digits) digits")
    guard value.isFinite else { return nonFinite(value, signed: signed) }
    guard value != 0 else { return "0" }
    let exponent = decimalExponent(value.magnitude, digits: digits)
    guard (-4..<7).contains(exponent) else {
      return scientific(value, digits: digits, signed: signed)
    }
    let decimals = min(9, max(0, digits - 1 - exponent))
    return withoutTrailingZeros(fixed(value, decimals: decimals, signed: signed))
  }

  /// A number with as many significant digits as fit: a number that is cut is another number.
  ///
  /// - Parameters:
  ///   - value: The number.
  ///   - columns: The room.
  ///   - digits: The most significant digits, 1...9.
  /// - Returns: The text; `nil` where not even one digit fits.
  package static func fitting(_ value: Double, columns: Int, digits: Int = 3) -> String? {
    for digits in (1...digits).reversed() {
      let texts =
        [compact(value, digits: digits)]
        + (value.isFinite && value != 0
          ? [scientific(value, digits: digits)] : [])
      if let text = texts.first(where: { $0.utf8.count <= columns }) { return text }
    }
    return nil
  }

  /// Larger ones are not written with all digits: a double does not hold the last ones.
  private static let mostUnits = 9_000_000_000_000_000

  private static func nonFinite(_ value: Double, signed: Bool) -> String {
    if value.isNaN { return "nan" }
    return value < 0 ? "-inf" : (signed ? "+inf" : "inf")
  }

  /// Digits and a power of ten, such as `3.9e4`, of a finite number.
  package static func scientific(_ value: Double, digits: Int, signed: Bool = false) -> String {
    // The mantissa is computed by division, as the power may be out of range.
    let exponent = decimalExponent(value.magnitude, digits: digits)
    let half = exponent / 2
    let mantissa = value / powerOfTen(half) / powerOfTen(exponent - half)
    let text = fixed(mantissa, decimals: digits - 1, signed: signed)
    return withoutTrailingZeros(text) + "e" + String(exponent)
  }

  /// The power of ten of the first digit, after rounding to the digits that are shown.
  private static func decimalExponent(_ magnitude: Double, digits: Int) -> Int {
    var exponent = 0
    var value = magnitude
    while value >= 10 {
      value /= 10
      exponent += 1
    }
    while value < 1 {
      value *= 10
      exponent -= 1
    }
    let scale = powerOfTen(digits - 1)
    return (value * scale).rounded() >= 10 * scale ? exponent + 1 : exponent
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    let power = (0..<abs(exponent)).reduce(1.0) { product, _ in product * 10 }
    return exponent < 0 ? 1 / power : power
  }

  private static func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
