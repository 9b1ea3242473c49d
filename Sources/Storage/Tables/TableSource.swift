/// A text in UTF-8 without a byte order mark, and where its table begins.
struct TableSource {
  /// The text.
  let text: UnsafePointer<UInt8>
  /// Its length in bytes.
  let count: Int
  /// Where the first line of the table begins, and how many lines were before it.
  private(set) var offset = 0
  private(set) var lineCount = 0
  /// The separator named in the first line, as by Excel: `sep=;`.
  private(set) var separator: TableDialect.Separator?

  init(_ text: UnsafePointer<UInt8>, count: Int) {
    self.text = text
    self.count = count
    var lines = TableLines(UnsafeBufferPointer(start: text, count: count))
    guard let line = lines.next(), let separator = Self.namedSeparator(text, line) else { return }
    self.separator = separator
    (offset, lineCount) = (lines.offset, lines.number)
  }

  private static func namedSeparator(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>
  ) -> TableDialect.Separator? {
    var line = line
    if line.count == 7, text[line.lowerBound] == UInt8(ascii: "\"") {
      line = line.lowerBound + 1..<line.upperBound - 1
    }
    guard line.count == 5,
      PackedWord.of(text, line.lowerBound..<line.upperBound - 1) == PackedWord.of("sep=")
    else { return nil }
    return .byte(text[line.upperBound - 1])
  }
}
