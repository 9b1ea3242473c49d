import Numerics
import Platform

extension NumberText {
  /// Numbers side by side, with as many decimals as tell neighbours apart.
  ///
  /// - Parameters:
  ///   - values: The numbers, in any order.
  ///   - least: The fewest decimals.
  ///   - signed: Whether a plus is written too.
  /// - Returns: The texts, with two digits of the smallest step and at least three of the largest number; zero is `0`.
  package static func row(
    _ values: [Double], decimals least: Int = 0, signed: Bool = false
  ) -> [String] {
    let sorted = values.filter(\.isFinite).sorted()
    let step = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min()
    let most = sorted.map(\.magnitude).max() ?? 0
    // Three digits of the largest, and two of the step, whose rounding may leave it just below a power of ten.
    let decimals = max(
      most > 0 ? 2 - floor(log10(most)) : 0, step.map { 1 - floor(log10($0) + 1e-6) } ?? 0)
    guard decimals <= 6, most < 1e7 else {
      let digits = decimals + (most > 0 ? floor(log10(most)) : 0) + 1
      return values.map {
        compact($0, digits: Int(clamping: digits, to: 3...9), signed: signed)
      }
    }
    let shown = max(least, Int(clamping: decimals, to: 0...6))
    return values.map { $0 == 0 ? "0" : fixed($0, decimals: shown, signed: signed) }
  }
}
