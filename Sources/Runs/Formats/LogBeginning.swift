import Storage

/// The first bytes of a file that may be a log.
struct LogBeginning {
  /// The name of the file.
  let name: String
  /// Whether the user named it; a table in a tree must look like a log to be taken for one.
  let isNamed: Bool
  /// The bytes, without a byte order mark.
  let bytes: [UInt8]
  /// Whether the file ends after them.
  let isWhole: Bool
  /// Whether no more of the file is read.
  let isLast: Bool

  /// The bytes that are read first.
  static let firstByteCount = 1 << 12
  /// The most bytes of a file whose name is not that of a log.
  static let weakByteCount = 1 << 16
  /// The most bytes of one whose name says log but whose extension does not.
  static let namedByteCount = 1 << 20
  /// The most bytes of one with the extension of a log, whose first line may have thousands of figures.
  static let strongByteCount = 1 << 24

  /// Reads the first bytes of a file.
  init(_ file: GrowingFile, name: String, isNamed: Bool, byteCount: Int) throws(StorageError) {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    let count = try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
      try file.read(into: UnsafeMutableRawBufferPointer(bytes), at: 0)
    }
    bytes.removeLast(byteCount - count)
    self.init(
      bytes, name: name, isNamed: isNamed, isWhole: count < byteCount,
      isLast: count < byteCount || byteCount >= Self.mostBytes(name: name, isNamed: isNamed))
  }

  /// Takes the first bytes of a file.
  init(_ bytes: [UInt8], name: String, isNamed: Bool, isWhole: Bool, isLast: Bool) {
    (self.name, self.isNamed, self.isWhole, self.isLast) = (name, isNamed, isWhole, isLast)
    self.bytes = bytes.starts(with: ByteOrderMark.utf8) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The most bytes of a file that are read.
  static func mostBytes(name: String, isNamed: Bool) -> Int {
    if isNamed || LogFileName.hasStrongEnding(name) { return strongByteCount }
    return LogFileName.saysLog(name) ? namedByteCount : weakByteCount
  }

  /// How many rows must look like those of a log: a configuration has steps and rates too, but is a single row.
  var neededRowCount: Int { isTrusted || LogFileName.saysLog(name) ? 1 : 2 }

  /// Whether any numbers are accepted, because the user named the file or its extension is that of logs.
  var isTrusted: Bool { isNamed || LogFileName.hasStrongEnding(name) }

  /// The complete non-empty lines, without their ends, in order; comments are left out.
  var lines: AnySequence<Range<Int>> {
    AnySequence { [bytes] in
      var start = 0
      return AnyIterator {
        while start < bytes.count, let end = bytes[start...].firstIndex(of: 0x0A) {
          let line = start..<(end > start && bytes[end - 1] == 0x0D ? end - 1 : end)
          start = end + 1
          if !line.isEmpty, bytes[line.lowerBound] != UInt8(ascii: "#") { return line }
        }
        return nil
      }
    }
  }
}

extension LogBeginning {
  /// The most lines that are examined.
  static let lineLimit = 400

  /// Whether further lines may still decide the format.
  func mayShowMore(_ lineCount: Int) -> Bool {
    lineCount < Self.lineLimit && bytes.count < Self.weakByteCount
  }

  /// The first character that is not a space; `nil` where there is none.
  var firstCharacter: Unicode.Scalar? {
    bytes.first { !JSONObjectBounds.isSpace($0) }.map(Unicode.Scalar.init)
  }

  /// Calls a body with the bytes.
  func withText<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map(body) ?? withUnsafePointer(to: 0, body)
    }
  }

  /// Whether the object that the file begins with has a member of that name, as far as it was read.
  func hasMember(_ name: String) -> Bool { place(ofMember: name) != nil }

  /// The whole number that a member of the object has.
  func number(ofMember name: String) -> Int? {
    guard let place = place(ofMember: name) else { return nil }
    return withText { text in
      let end = (place..<bytes.count).first { text[$0] == UInt8(ascii: ",") } ?? bytes.count
      return JSONNumberScanner.number(text, place..<end).flatMap { Int(exactly: $0) }
    }
  }

  private func place(ofMember name: String) -> Int? {
    guard firstCharacter == "{" else { return nil }
    return withText { text in
      var place = JSONObjectBounds.behindSpaces(text, from: 0, end: bytes.count) + 1
      while let member = JSONMember(text, from: place, end: bytes.count), !member.isEnd {
        if bytes[member.key].elementsEqual(name.utf8) { return member.value }
        guard let behind = member.end(text, end: bytes.count) else { return nil }
        place = behind
      }
      return nil
    }
  }
}

/// The mark that some programs put at the start of a text.
enum ByteOrderMark {
  /// That of UTF-8.
  static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
}
