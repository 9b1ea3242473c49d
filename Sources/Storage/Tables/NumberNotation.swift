/// How the numbers of a table are written.
package struct NumberNotation: Sendable, Equatable {
  /// What stands between thousands.
  package enum Grouping: String, Sendable {
    /// Nothing: `1234.5`.
    case none
    /// `1,234.5`.
    case comma
    /// `1.234,5`.
    case point
    /// `1 234.5`, also with non-breaking spaces.
    case blank
    /// `1'234.5`.
    case apostrophe
  }

  /// Whether the decimal separator is a comma, not a point.
  package var hasDecimalComma: Bool
  /// What stands between thousands.
  package var grouping: Grouping

  /// Creates a notation; the standard one by default.
  package init(hasDecimalComma: Bool = false, grouping: Grouping = .none) {
    self.hasDecimalComma = hasDecimalComma
    self.grouping = grouping
  }

  /// The meaning of a field.
  ///
  /// Allocates nothing, and for a plain number takes no longer than ``DecimalNumber``.
  ///
  /// - Parameters:
  ///   - text: The text that the field is a part of.
  ///   - range: Where it is, without quotes around it.
  /// - Returns: The number, or the type of field.
  package func field(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> TableField {
    if !hasDecimalComma {
      var place = range.lowerBound
      if let value = DecimalNumber.read(text, &place, end: range.upperBound),
        place == range.upperBound
      {
        return .number(value)
      }
    }
    let field = Self.trimmed(text, range)
    if MissingWord.contains(text, field) { return .missing }
    if let value = number(text, field) { return .number(value) }
    return decorated(text, field, depth: 0) ?? .text
  }

  /// A range without the blanks at its ends.
  static func trimmed(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (lower, upper) = (range.lowerBound, range.upperBound)
    while lower < upper, text[lower] == 0x20 || text[lower] == 0x09 { lower += 1 }
    while lower < upper, text[upper - 1] == 0x20 || text[upper - 1] == 0x09 { upper -= 1 }
    return lower..<upper
  }
}
