/// Reads the central directory of a zip archive, distrusting every number in it.
struct ZipDirectory {
  static let endSignature: UInt32 = 0x0605_4b50
  static let entrySignature: UInt32 = 0x0201_4b50
  static let localSignature: UInt32 = 0x0403_4b50
  static let locator64Signature: UInt32 = 0x0706_4b50
  static let end64Signature: UInt32 = 0x0606_4b50
  static let endLength = 22
  static let entryLength = 46
  static let localLength = 30

  private let file: LittleEndianBytes
  private let place = "zip directory"

  init(_ file: LittleEndianBytes) { self.file = file }

  /// The entries in directory order, none overlapping another.
  mutating func entries() throws(StorageError) -> [ZipArchive.Entry] {
    let directory = try range()
    var entries: [ZipArchive.Entry] = []
    var names: Set<String> = []
    var position = directory.lowerBound
    while position < directory.upperBound {
      let record = try Record(file, at: position, end: directory.upperBound)
      let entry = try entry(record)
      guard names.insert(entry.name).inserted else {
        throw fault(expected: "unique names", found: "\"\(entry.name)\" twice")
      }
      entries.append(entry)
      position += record.length
    }
    try checkDisjoint(entries)
    return entries
  }

  /// Where the directory lies, from the end record or its zip64 form.
  private func range() throws(StorageError) -> Range<Int> {
    let end = try endOffset()
    var size = try file.size(at: end + 12, as: UInt32.self, place)
    var start = try file.size(at: end + 16, as: UInt32.self, place)
    let locator = end - 20
    if locator >= 0,
      try file.integer(at: locator, as: UInt32.self, place) == Self.locator64Signature
    {
      let end64 = try file.size(at: locator + 8, as: UInt64.self, place)
      guard try file.integer(at: end64, as: UInt32.self, place) == Self.end64Signature else {
        throw fault(expected: "a zip64 end record at byte \(end64)", found: "other data")
      }
      size = try file.size(at: end64 + 40, as: UInt64.self, place)
      start = try file.size(at: end64 + 48, as: UInt64.self, place)
    }
    _ = try file.slice(at: start, count: size, place)
    return start..<start + size
  }

  /// The end record is the last one whose comment reaches exactly to the end of the file.
  private func endOffset() throws(StorageError) -> Int {
    let last = file.bytes.count - Self.endLength
    var offset = last
    while offset >= max(0, last - Int(UInt16.max)) {
      let signature = try file.integer(at: offset, as: UInt32.self, place)
      if signature == Self.endSignature {
        let comment = try file.size(at: offset + 20, as: UInt16.self, place)
        if offset + comment == last { return offset }
      }
      offset -= 1
    }
    throw fault(expected: "a zip archive", found: "no end record in \(file.bytes.count) bytes")
  }

  private func entry(_ record: Record) throws(StorageError) -> ZipArchive.Entry {
    let place = "zip entry \"\(record.name)\""
    guard record.flags & 1 == 0 else {
      throw .unsupported(path: file.path, place: place, feature: "encryption")
    }
    guard let method = ZipArchive.Method(rawValue: record.method) else {
      throw .unsupported(
        path: file.path, place: place, feature: "compression method \(record.method)")
    }
    try checkSize(record, method, place)
    let local = record.localOffset
    guard try file.integer(at: local, as: UInt32.self, place) == Self.localSignature else {
      throw .malformed(
        path: file.path, place: place, expected: "a local header at byte \(local)",
        found: "other data")
    }
    let nameLength = try file.size(at: local + 26, as: UInt16.self, place)
    let extraLength = try file.size(at: local + 28, as: UInt16.self, place)
    let start = local + Self.localLength + nameLength + extraLength
    _ = try file.slice(at: start, count: record.compressedSize, place)
    return ZipArchive.Entry(
      name: record.name, method: method, checksum: record.checksum, size: record.size,
      byteRange: start..<start + record.compressedSize)
  }

  /// Refuses sizes that the compressed bytes cannot produce, before anyone allocates for them.
  private func checkSize(
    _ record: Record, _ method: ZipArchive.Method, _ place: String
  ) throws(StorageError) {
    let isPossible =
      switch method {
      case .stored: record.size == record.compressedSize
      case .deflated: record.size / Deflate.maximumExpansion <= record.compressedSize
      }
    guard isPossible else {
      throw .malformed(
        path: file.path, place: place, expected: "a size that fits the content",
        found: "\(record.size) bytes from \(record.compressedSize)")
    }
  }

  private func checkDisjoint(_ entries: [ZipArchive.Entry]) throws(StorageError) {
    let sorted = entries.sorted { $0.byteRange.lowerBound < $1.byteRange.lowerBound }
    for (entry, next) in zip(sorted, sorted.dropFirst())
    where entry.byteRange.upperBound > next.byteRange.lowerBound {
      throw fault(
        expected: "entries side by side",
        found: "\"\(entry.name)\" and \"\(next.name)\" overlapping")
    }
  }

  private func fault(expected: String, found: String) -> StorageError {
    .malformed(path: file.path, place: place, expected: expected, found: found)
  }
}

extension ZipDirectory {
  /// One record of the central directory as it stands in the file.
  fileprivate struct Record {
    let flags: UInt16
    let method: UInt16
    let checksum: UInt32
    let name: String
    let length: Int
    private(set) var compressedSize: Int
    private(set) var size: Int
    private(set) var localOffset: Int

    init(_ file: LittleEndianBytes, at start: Int, end: Int) throws(StorageError) {
      let place = "zip directory, byte \(start)"
      guard try file.integer(at: start, as: UInt32.self, place) == entrySignature else {
        throw .malformed(
          path: file.path, place: place, expected: "a directory record", found: "other data")
      }
      flags = try file.integer(at: start + 8, as: UInt16.self, place)
      method = try file.integer(at: start + 10, as: UInt16.self, place)
      checksum = try file.integer(at: start + 16, as: UInt32.self, place)
      compressedSize = try file.size(at: start + 20, as: UInt32.self, place)
      size = try file.size(at: start + 24, as: UInt32.self, place)
      localOffset = try file.size(at: start + 42, as: UInt32.self, place)
      let nameLength = try file.size(at: start + 28, as: UInt16.self, place)
      let extraLength = try file.size(at: start + 30, as: UInt16.self, place)
      let commentLength = try file.size(at: start + 32, as: UInt16.self, place)
      length = entryLength + nameLength + extraLength + commentLength
      guard length <= end - start else {
        throw .malformed(
          path: file.path, place: place, expected: "a record of at most \(end - start) bytes",
          found: "\(length) bytes")
      }
      let nameBytes = try file.slice(at: start + entryLength, count: nameLength, place)
      guard let name = String(validating: nameBytes, as: UTF8.self) else {
        throw .malformed(
          path: file.path, place: place, expected: "a UTF-8 name", found: "other bytes")
      }
      self.name = name
      let extra = start + entryLength + nameLength
      try readLargeSizes(file, extra..<extra + extraLength, place)
    }

    /// Replaces each field that is all ones by the next 8 bytes of the zip64 extra field.
    private mutating func readLargeSizes(
      _ file: LittleEndianBytes, _ extra: Range<Int>, _ place: String
    ) throws(StorageError) {
      var position = extra.lowerBound
      while position + 4 <= extra.upperBound {
        let identifier = try file.integer(at: position, as: UInt16.self, place)
        let end = try position + 4 + file.size(at: position + 2, as: UInt16.self, place)
        position += 4
        if identifier == 1 {
          for field in [\Record.size, \Record.compressedSize, \Record.localOffset]
          where self[keyPath: field] == Int(UInt32.max) && position + 8 <= end {
            self[keyPath: field] = try file.size(at: position, as: UInt64.self, place)
            position += 8
          }
          return
        }
        position = end
      }
    }
  }
}
