/// How a text table is written.
package struct TableDialect: Sendable, Equatable {
  /// What stands between two fields.
  package enum Separator: Sendable, Equatable {
    /// One byte: a comma, tab, semicolon or pipe.
    case byte(UInt8)
    /// Any number of blanks and tabs.
    case blanks
    /// Fixed width: a column is at the same position on all lines, counted in characters, with blanks
    /// between columns.
    case fixed([Range<Int>])

    /// The separator in words.
    package var name: String {
      switch self {
      case .byte(UInt8(ascii: ",")): "commas"
      case .byte(UInt8(ascii: "\t")): "tabs"
      case .byte(UInt8(ascii: ";")): "semicolons"
      case .byte(UInt8(ascii: "|")): "pipes"
      case .byte(let byte): "\"\(Unicode.Scalar(byte))\""
      case .blanks: "blanks"
      case .fixed: "columns of fixed width"
      }
    }
  }

  /// What stands between two fields.
  package var separator: Separator
  /// How numbers are written.
  package var notation: NumberNotation
  /// Whether a line that begins with a colour code, `#f00`, is a record and not a comment.
  package var hasColors = false

  /// The most fields of a line.
  package static let fieldLimit = 1 << 16

  /// Creates a dialect.
  package init(separator: Separator = .byte(UInt8(ascii: ",")), notation: NumberNotation = .init())
  {
    self.separator = separator
    self.notation = notation
  }

  /// The meaning of a field.
  package func field(_ text: UnsafePointer<UInt8>, _ cell: TableCell) -> TableField {
    notation.field(text, cell.range)
  }

  /// Whether a line is a comment: it begins with `#` and not with a spreadsheet's word for a missing value.
  package static func isComment(_ text: UnsafePointer<UInt8>, _ line: Range<Int>) -> Bool {
    guard let first = line.first, text[first] == UInt8(ascii: "#") else { return false }
    let end = line.first { separators.contains(text[$0]) } ?? line.upperBound
    return end - first == 1 || !MissingWord.contains(text, first..<end)
  }

  /// Whether a line is a comment in this table.
  package func isRemark(_ text: UnsafePointer<UInt8>, _ line: Range<Int>) -> Bool {
    Self.isComment(text, line) && !(hasColors && beginsWithColor(text, line))
  }

  /// Whether the first field of a line is a colour in web notation: 3, 4, 6 or 8 hexadecimal digits.
  func beginsWithColor(_ text: UnsafePointer<UInt8>, _ line: Range<Int>) -> Bool {
    guard case .byte(let separator) = separator, let first = line.first,
      text[first] == UInt8(ascii: "#"),
      let end = line.first(where: { text[$0] == separator }), [4, 5, 7, 9].contains(end - first)
    else { return false }
    return (first + 1..<end).allSatisfy { place in
      text[place] &- UInt8(ascii: "0") < 10
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(text[place] | 0x20)
    }
  }

  private static let separators = Array(",;|\t ".utf8)
}
