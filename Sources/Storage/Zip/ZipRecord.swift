/// What an archive says of an entry, before its content and in the directory (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12).
struct ZipRecord {
  let name: String
  let method: ZipArchive.Method
  let checksum: UInt32
  let storedSize: UInt32
  let size: UInt32

  /// Version 2.0 of the format is the first with deflate.
  private static let version: UInt16 = 20
  private static let utf8NamesFlag: UInt16 = 1 << 11
  /// 1 January 1980, the format's zero: equal content gives equal bytes.
  private static let dosDate: UInt16 = 1 << 5 | 1
  private static let dosTime: UInt16 = 0
  private static let fixedLocalCount = 30

  /// The bytes before the content of an entry.
  static func localCount(_ name: String) -> Int { fixedLocalCount + name.utf8.count }

  /// The bytes before the content.
  var local: [UInt8] {
    var fields = Fields()
    fields.append(ZipDirectory.localSignature)
    fields.append(Self.version)
    return fields.bytes + common + Array(name.utf8)
  }

  /// The entry of the directory.
  ///
  /// - Parameter offset: Where ``local`` stands in the archive.
  /// - Returns: The bytes.
  func central(at offset: UInt32) -> [UInt8] {
    var fields = Fields()
    fields.append(ZipDirectory.entrySignature)
    fields.append(Self.version, Self.version)
    fields.bytes += common
    fields.append(UInt16(0), UInt16(0), UInt16(0))
    fields.append(UInt32(0), offset)
    return fields.bytes + Array(name.utf8)
  }

  /// The end of an archive.
  static func end(count: Int, directory: Int, at start: UInt32, comment: String) -> [UInt8] {
    var fields = Fields()
    fields.append(ZipDirectory.endSignature)
    fields.append(UInt16(0), UInt16(0), UInt16(count), UInt16(count))
    fields.append(UInt32(directory), start)
    fields.append(UInt16(comment.utf8.count))
    return fields.bytes + Array(comment.utf8)
  }

  private var common: [UInt8] {
    var fields = Fields()
    fields.append(Self.utf8NamesFlag, method.rawValue, Self.dosTime, Self.dosDate)
    fields.append(checksum, storedSize, size)
    fields.append(UInt16(name.utf8.count), UInt16(0))
    return fields.bytes
  }
}

private struct Fields {
  var bytes: [UInt8] = []

  mutating func append<Value: FixedWidthInteger>(_ values: Value...) {
    for value in values { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
  }
}
