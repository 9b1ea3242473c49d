import Plotting

/// A number formatted to the width of a matrix's cell.
enum MatrixText {
  /// The number with as many digits as fit; `nil` where too few do.
  static func number(_ value: Double, columns: Int, isSigned: Bool) -> String? {
    switch columns {
    case 5...: return fitted(value, columns)
    case 4:
      return withoutZero(value, decimals: 2).columns(glyphs: .ascii) <= 4
        ? withoutZero(value, decimals: 2) : fitted(value, 4)
    case 3 where isSigned: return withoutZero(value, decimals: 1)
    case 3:
      let text = withoutZero(value, decimals: 2)
      return text.columns(glyphs: .ascii) <= 3 ? text : fitted(value, 3)
    default: return nil
    }
  }

  /// Two decimals, or fewer for numbers too large for them.
  private static func fitted(_ value: Double, _ columns: Int) -> String {
    for decimals in [2, 1, 0] {
      let text = NumberText.fixed(value, decimals: decimals)
      if text.columns(glyphs: .ascii) <= columns { return text }
    }
    return String(repeating: "#", count: columns)
  }

  /// `.61` for `0.61`.
  private static func withoutZero(_ value: Double, decimals: Int) -> String {
    let text = NumberText.fixed(value, decimals: decimals)
    if text.hasPrefix("0.") { return String(text.dropFirst()) }
    if text.hasPrefix("-0.") { return "-" + text.dropFirst(2) }
    return text.count > decimals + 2 ? NumberText.fixed(value, decimals: decimals - 1) : text
  }
}
