extension FileStart {
  /// Of a file whose first lines are longer than ``byteLimit`` so many bytes are looked at.
  private static let longLineLimit = 1 << 17
  /// So many short names in a line that goes on are the header of a table.
  private static let leastNames = 16
  private static let longestName = 64

  /// Whether the file is a table of text with numbers in it, as far as its beginning tells.
  package var isTable: Bool {
    guard signature == nil, isText else { return false }
    let text = Self.text(of: bytes)
    // Objects of JSON are no table, though they have commas.
    guard text.first(where: { !$0.isBlank }) != UInt8(ascii: "{") else { return false }
    if Self.isTable(text, isWhole: byteCount == bytes.count) { return true }
    guard byteCount > bytes.count, text.count(where: { $0 == 0x0A || $0 == 0x0D }) < 3,
      TableSample.separators.contains(where: { $0.isByte(in: text) }),
      let longer = try? Self.beginning(of: path, count: Self.longLineLimit)
    else { return false }
    let long = Self.text(of: longer)
    return Self.isTable(long, isWhole: byteCount <= longer.count)
      || byteCount > longer.count && Self.isCutLine(long)
  }

  private static func isTable(_ text: [UInt8], isWhole: Bool) -> Bool {
    text.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress, let table = TableFormat(text, isWhole: isWhole) else {
        return false
      }
      var lines = TableLines(text, from: table.dataOffset, isWhole: isWhole)
      var cells: [TableCell] = []
      guard let line = lines.next(), table.dialect.split(start, line, into: &cells) == nil else {
        return false
      }
      return cells.contains { table.dialect.field(start, $0).value != nil }
    }
  }

  /// Whether a text is part of a single line of numbers or of names: what stands behind its last separator is cut off.
  private static func isCutLine(_ text: [UInt8]) -> Bool {
    guard let first = text.first, !"{[<".utf8.contains(first) else { return false }
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    return TableSample.separators.contains { separator in
      guard case .byte(let byte) = separator, let end = line.lastIndex(of: byte) else {
        return false
      }
      let part = Array(line[..<end])
      let names = part.split(separator: byte, omittingEmptySubsequences: false)
      guard names.count >= leastNames, names.allSatisfy({ $0.count <= longestName }) else {
        return false
      }
      return isTable(part, isWhole: true)
        || names.allSatisfy { !$0.isEmpty } && Set(names).count == names.count
    }
  }

  /// The beginning in UTF-8, without a byte order mark.
  private static func text(of bytes: [UInt8]) -> [UInt8] {
    let signature = bytes.withUnsafeBytes { TextEncoding.signature(of: $0) }
    var (text, transcoder) = ([UInt8](), TextTranscoder(from: signature.encoding))
    bytes.dropFirst(signature.markCount).withUnsafeBytes { transcoder.append($0, to: &text) }
    return text
  }
}

extension TableDialect.Separator {
  /// Whether it is a byte that a text holds.
  fileprivate func isByte(in text: [UInt8]) -> Bool {
    guard case .byte(let byte) = self else { return false }
    return text.contains(byte)
  }
}

extension UInt8 {
  /// Whether it is a blank, a tab or the end of a line.
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
