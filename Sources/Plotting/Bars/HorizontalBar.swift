import Numerics

/// A number as the length of a bar in one row, in eighths of a column.
package enum HorizontalBar {
  /// The bar, padded with blanks to its full length.
  ///
  /// - Parameters:
  ///   - fraction: The length, clamped to 0 … 1; a value above zero is never blank.
  ///   - columns: The full length.
  ///   - glyphs: The parts of a column.
  /// - Returns: Exactly `columns` characters; the mark of a missing value first when `fraction` is NaN.
  package static func text(fraction: Float, columns: Int, glyphs: GlyphSet) -> String {
    guard columns > 0 else { return "" }
    guard !fraction.isNaN else {
      return String(glyphs.missing) + String(repeating: " ", count: columns - 1)
    }
    let parts = glyphs.horizontalEighths
    let length = min(max(fraction, 0), 1) * Float(columns * parts.count)
    let eighths =
      fraction > 0 ? Int(clamping: length.rounded(), to: 1...columns * parts.count) : 0
    let (whole, rest) = eighths.quotientAndRemainder(dividingBy: parts.count)
    let bar =
      String(repeating: parts[parts.count - 1], count: whole)
      + (rest > 0 ? String(parts[rest - 1]) : "")
    return bar + String(repeating: " ", count: columns - bar.columns(glyphs: glyphs))
  }
}
