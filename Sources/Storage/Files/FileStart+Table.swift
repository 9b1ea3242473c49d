extension FileStart {
  /// Whether the file is a table of text with numbers in it, as far as its beginning tells.
  package var isTable: Bool {
    guard signature == nil, isText else { return false }
    return text.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress,
        let table = TableFormat(text, isWhole: byteCount == bytes.count)
      else { return false }
      var lines = TableLines(text, from: table.dataOffset, isWhole: byteCount == bytes.count)
      var cells: [TableCell] = []
      guard let line = lines.next(), table.dialect.split(start, line, into: &cells) == nil else {
        return false
      }
      return cells.contains { table.dialect.field(start, $0).value != nil }
    }
  }

  /// The beginning in UTF-8, without a byte order mark.
  private var text: [UInt8] {
    let signature = bytes.withUnsafeBytes { TextEncoding.signature(of: $0) }
    var (text, transcoder) = ([UInt8](), TextTranscoder(from: signature.encoding))
    bytes.dropFirst(signature.markCount).withUnsafeBytes { transcoder.append($0, to: &text) }
    return text
  }
}
