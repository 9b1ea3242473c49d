private let quote = UInt8(ascii: "\"")

extension TableDialect {
  /// Splits a line into its fields; a field that starts with a quote may contain separators.
  ///
  /// Allocates nothing once `cells` has capacity. A line of more than ``fieldLimit`` fields gives one field more than
  /// that, the last with all the rest.
  ///
  /// - Parameters:
  ///   - text: The text that the line is a part of.
  ///   - line: Where it is, without its end.
  ///   - cells: What the fields are appended to.
  /// - Returns: Where a field began whose quotes are not closed on the line, which is not appended;
  ///   `nil` when the line is whole.
  @discardableResult
  package func split(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, into cells: inout [TableCell]
  ) -> Int? {
    switch separator {
    case .byte(let byte): return split(text, line, at: byte, into: &cells)
    case .blanks: return splitAtBlanks(text, line, into: &cells)
    case .fixed(let columns):
      Self.cut(text, line, columns, into: &cells)
      return nil
    }
  }

  private func split(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, at separator: UInt8,
    into cells: inout [TableCell]
  ) -> Int? {
    var start = line.lowerBound
    while true {
      guard cells.count < Self.fieldLimit else {
        cells.append(TableCell(start..<line.upperBound))
        return nil
      }
      var lower = start
      while lower < line.upperBound, Self.isBlank(text[lower]), text[lower] != separator {
        lower += 1
      }
      var end = lower
      if lower < line.upperBound, text[lower] == quote {
        guard let close = Self.closingQuote(text, lower + 1..<line.upperBound) else { return lower }
        end = close + 1
        while end < line.upperBound, Self.isBlank(text[end]), text[end] != separator { end += 1 }
        if end == line.upperBound || text[end] == separator {
          cells.append(TableCell(lower + 1..<close, isQuoted: true))
          guard end < line.upperBound else { return nil }
          start = end + 1
          continue
        }
      }
      while end < line.upperBound, text[end] != separator { end += 1 }
      if end < line.upperBound, let behind = Self.endOfWrapper(text, lower..<end, line) {
        end = behind
        while end < line.upperBound, text[end] != separator { end += 1 }
      }
      var upper = end
      while upper > lower, Self.isBlank(text[upper - 1]) { upper -= 1 }
      cells.append(TableCell(lower..<upper))
      guard end < line.upperBound else { return nil }
      start = end + 1
    }
  }

  private func splitAtBlanks(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, into cells: inout [TableCell]
  ) -> Int? {
    var lower = line.lowerBound
    while true {
      while lower < line.upperBound, Self.isBlank(text[lower]) { lower += 1 }
      guard lower < line.upperBound else { return nil }
      guard cells.count < Self.fieldLimit else {
        cells.append(TableCell(lower..<line.upperBound))
        return nil
      }
      var end = lower
      if text[lower] == quote {
        guard let close = Self.closingQuote(text, lower + 1..<line.upperBound) else { return lower }
        end = close + 1
        if end == line.upperBound || Self.isBlank(text[end]) {
          cells.append(TableCell(lower + 1..<close, isQuoted: true))
          lower = end
          continue
        }
      }
      while end < line.upperBound, !Self.isBlank(text[end]) { end += 1 }
      if let behind = Self.endOfWrapper(text, lower..<end, line) { end = behind }
      cells.append(TableCell(lower..<end))
      lower = end
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// The position of the quote that ends a field; two in a row are an escaped quote.
  static func closingQuote(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int? {
    var place = range.lowerBound
    while place < range.upperBound {
      if text[place] == quote {
        guard place + 1 < range.upperBound, text[place + 1] == quote else { return place }
        place += 1
      }
      place += 1
    }
    return nil
  }

  /// The end of a field such as `tensor(0.4, device='cuda:0')` that contains a separator.
  private static func endOfWrapper(
    _ text: UnsafePointer<UInt8>, _ field: Range<Int>, _ line: Range<Int>
  ) -> Int? {
    // Letters only, so that numbers are skipped at once.
    guard let first = field.first, text[first] | 0x20 >= UInt8(ascii: "a"),
      let open = NumberNotation.openingParenthesis(text, field)
    else { return nil }
    var depth = 0
    for place in open..<line.upperBound {
      if text[place] == UInt8(ascii: "(") { depth += 1 }
      if text[place] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return nil
  }
}
