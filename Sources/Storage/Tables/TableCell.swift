/// Where a field of a line is, without the blanks and quotes around it.
package struct TableCell: Sendable, Equatable {
  /// The range of its bytes.
  package var range: Range<Int>
  /// Whether it was in quotes, so that a doubled quote in it is one.
  package var isQuoted: Bool

  /// Creates a cell.
  package init(_ range: Range<Int>, isQuoted: Bool = false) {
    self.range = range
    self.isQuoted = isQuoted
  }

  /// The text of the field.
  ///
  /// - Parameter text: The text that the cell is a part of.
  /// - Returns: The text, with doubled quotes in quotes as one.
  package func string(in text: UnsafePointer<UInt8>) -> String {
    let bytes = UnsafeBufferPointer(start: text + range.lowerBound, count: range.count)
    let quote = UInt8(ascii: "\"")
    guard isQuoted, bytes.contains(quote) else { return String(tableText: bytes) }
    var plain: [UInt8] = []
    var isSecond = false
    for byte in bytes {
      isSecond = byte == quote && !isSecond
      if byte != quote || isSecond { plain.append(byte) }
    }
    return plain.withUnsafeBufferPointer { String(tableText: $0) }
  }
}
