/// Reads the central directory of a zip archive, validating every number in it.
struct ZipDirectory {
  static let endSignature: UInt32 = 0x0605_4b50
  static let entrySignature: UInt32 = 0x0201_4b50
  static let localSignature: UInt32 = 0x0403_4b50
  static let locator64Signature: UInt32 = 0x0706_4b50
  static let end64Signature: UInt32 = 0x0606_4b50
  static let endLength = 22
  static let entryLength = 46
  static let localLength = 30
  static let locator64Length = 20
  static let end64Length = 56

  /// The most entries, far above what an archive of arrays has.
  static let entryLimit = 1 << 16
  /// The longest directory in bytes.
  static let byteLimit = 1 << 24

  private let file: GrowingFile
  private let byteCount: Int
  private let place = "zip directory"
  private var path: String { file.path }

  init(_ file: GrowingFile) throws(StorageError) {
    self.file = file
    byteCount = try file.status.byteCount
  }

  /// The entries in directory order, none overlapping another.
  func entries() throws(StorageError) -> [ZipArchive.Entry] {
    let directory = try directory()
    var entries: [ZipArchive.Entry] = []
    var names: Set<String> = []
    var position = directory.start
    while position < directory.end {
      let record = try Record(directory, at: position)
      let entry = try entry(record)
      guard names.insert(entry.name).inserted else {
        throw fault(expected: "unique names", found: "\"\(entry.name)\" twice")
      }
      guard entries.count < Self.entryLimit else {
        throw fault(expected: "at most \(Self.entryLimit) entries", found: "more")
      }
      entries.append(entry)
      position += record.length
    }
    try checkDisjoint(entries)
    return entries
  }

  /// The bytes of the directory, which its end record or its zip64 form finds.
  private func directory() throws(StorageError) -> LittleEndianBytes {
    let end = try endRecord()
    var size = try end.size(at: end.start + 12, as: UInt32.self, place)
    var start = try end.size(at: end.start + 16, as: UInt32.self, place)
    if let end64 = try end64Record(before: end.start) {
      size = try end64.size(at: end64.start + 40, as: UInt64.self, place)
      start = try end64.size(at: end64.start + 48, as: UInt64.self, place)
    }
    guard size <= Self.byteLimit else {
      throw fault(expected: "at most \(Self.byteLimit) bytes", found: "\(size)")
    }
    return try part(at: start, count: size, place)
  }

  /// The end record is the last one whose comment reaches exactly to the end of the file.
  private func endRecord() throws(StorageError) -> LittleEndianBytes {
    let start = max(0, byteCount - Self.endLength - Int(UInt16.max))
    let tail = try part(at: start, count: byteCount - start, place)
    let last = byteCount - Self.endLength
    var offset = last
    while offset >= tail.start {
      let signature = try tail.integer(at: offset, as: UInt32.self, place)
      if signature == Self.endSignature {
        let comment = try tail.size(at: offset + 20, as: UInt16.self, place)
        if offset + comment == last {
          return LittleEndianBytes(
            Array(try tail.slice(at: offset, count: Self.endLength, place)), at: offset, path: path)
        }
      }
      offset -= 1
    }
    throw fault(expected: "a zip archive", found: "no end record in \(byteCount) bytes")
  }

  /// The zip64 form of the end record, `nil` when no locator precedes the end record.
  private func end64Record(before end: Int) throws(StorageError) -> LittleEndianBytes? {
    let locator = end - Self.locator64Length
    guard locator >= 0 else { return nil }
    let bytes = try part(at: locator, count: Self.locator64Length, place)
    guard try bytes.integer(at: locator, as: UInt32.self, place) == Self.locator64Signature else {
      return nil
    }
    let offset = try bytes.size(at: locator + 8, as: UInt64.self, place)
    let record = try part(at: offset, count: Self.end64Length, place)
    guard try record.integer(at: offset, as: UInt32.self, place) == Self.end64Signature else {
      throw fault(expected: "a zip64 end record at byte \(offset)", found: "other data")
    }
    return record
  }

  private func entry(_ record: Record) throws(StorageError) -> ZipArchive.Entry {
    let place = "zip entry \"\(record.name)\""
    guard record.flags & 1 == 0 else {
      throw .unsupported(path: path, place: place, feature: "encryption")
    }
    guard let method = ZipArchive.Method(rawValue: record.method) else {
      throw .unsupported(path: path, place: place, feature: "compression method \(record.method)")
    }
    try checkSize(record, method, place)
    let local = try part(at: record.localOffset, count: Self.localLength, place)
    guard try local.integer(at: local.start, as: UInt32.self, place) == Self.localSignature else {
      throw .malformed(
        path: path, place: place, expected: "a local header at byte \(local.start)",
        found: "other data")
    }
    let nameLength = try local.size(at: local.start + 26, as: UInt16.self, place)
    let extraLength = try local.size(at: local.start + 28, as: UInt16.self, place)
    let start = local.end + nameLength + extraLength
    try check(at: start, count: record.compressedSize, place)
    return ZipArchive.Entry(
      name: record.name, method: method, checksum: record.checksum, size: record.size,
      byteRange: start..<start + record.compressedSize)
  }

  /// Bytes of the file, which must be long enough.
  private func part(
    at offset: Int, count: Int, _ place: String
  ) throws(StorageError) -> LittleEndianBytes {
    try check(at: offset, count: count, place)
    return LittleEndianBytes(
      try file.bytes(at: offset, count: count), at: offset, path: path)
  }

  private func check(at offset: Int, count: Int, _ place: String) throws(StorageError) {
    guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else {
      throw .malformed(
        path: path, place: place, expected: "\(count) bytes at byte \(offset)",
        found: "a file of \(byteCount) bytes")
    }
  }

  /// Refuses sizes that the compressed bytes cannot produce, before anything is allocated for them.
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
        path: path, place: place, expected: "a size that fits the content",
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
    .malformed(path: path, place: place, expected: expected, found: found)
  }
}

extension ZipDirectory {
  /// One record of the central directory as it is in the file.
  fileprivate struct Record {
    let flags: UInt16
    let method: UInt16
    let checksum: UInt32
    let name: String
    let length: Int
    private(set) var compressedSize: Int
    private(set) var size: Int
    private(set) var localOffset: Int

    init(_ file: LittleEndianBytes, at start: Int) throws(StorageError) {
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
      guard length <= file.end - start else {
        throw .malformed(
          path: file.path, place: place, expected: "a record of at most \(file.end - start) bytes",
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
