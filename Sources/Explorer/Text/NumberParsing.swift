/// Numbers as users type them.
enum NumberParsing {
  /// The finite number that a text spells, in decimal notation with an optional exponent.
  static func value(of text: some StringProtocol) -> Float? {
    let trimmed = text.drop { $0 == " " }
    let end = trimmed.lastIndex { $0 != " " } ?? trimmed.startIndex
    guard let value = Float(trimmed.isEmpty ? "" : trimmed[...end]), value.isFinite else {
      return nil
    }
    return value
  }
}
