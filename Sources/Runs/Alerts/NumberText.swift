import Numerics
import Platform

/// Numbers in sentences and tables.
package enum NumberText {
  /// A number with four significant digits, in powers of ten where it is very large or small.
  package static func short(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "inf" : "-inf" }
    guard value != 0 else { return "0" }
    let exponent = Int(clamping: log10(abs(value)).rounded(.down), to: -324...308)
    guard (-4..<7).contains(exponent) else { return scientific(value, exponent) }
    let decimals = max(0, 3 - exponent)
    return fixed(value, decimals)
  }

  /// A step: without decimals where it is whole, else with all of them.
  package static func step(_ step: Double) -> String {
    wholeStep(step).map { "\($0)" } ?? "\(step)"
  }

  /// A step as a whole number; `nil` where it is not one that a double holds exactly.
  package static func wholeStep(_ step: Double) -> Int? {
    abs(step) <= 0x1p53 ? Int(exactly: step) : nil
  }

  private static func scientific(_ value: Double, _ exponent: Int) -> String {
    // In two steps, because larger powers of ten overflow.
    let mantissa = value / pow(10, Double(exponent / 2)) / pow(10, Double(exponent - exponent / 2))
    return "\(fixed(mantissa, 2))e\(exponent)"
  }

  private static func fixed(_ value: Double, _ decimals: Int) -> String {
    let scale = pow(10, Double(decimals))
    let scaled = Int(clamping: (abs(value) * scale).rounded(), to: 0...Int.max)
    let (whole, rest) = scaled.quotientAndRemainder(
      dividingBy: Int(clamping: scale, to: 1...Int.max))
    let digits = String(rest)
    let fraction =
      decimals == 0 ? "" : "." + String(repeating: "0", count: decimals - digits.count) + digits
    return (value < 0 && scaled > 0 ? "-" : "") + "\(whole)" + fraction
  }
}
