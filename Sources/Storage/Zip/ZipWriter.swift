/// Writes a zip archive entry by entry and puts it in place when it is finished.
struct ZipWriter: ~Copyable {
  private let file: PendingFile
  private var directory: [UInt8] = []
  private var entryCount = 0

  init(path: String) throws(StorageError) {
    file = try PendingFile(path: path)
  }

  mutating func append(
    name: String, content: [UInt8], compressing: Bool
  ) throws(StorageError) {
    let checksum = content.withUnsafeBytes(Deflate.checksum)
    let compressed = compressing ? content.withUnsafeBytes(Deflate.compress) : nil
    let stored = compressed ?? content
    let offset = file.length
    guard let offset = UInt32(exactly: offset), let size = UInt32(exactly: content.count),
      let storedSize = UInt32(exactly: stored.count), entryCount < UInt16.max
    else {
      throw .unsupported(
        path: file.path, place: "zip entry \"\(name)\"", feature: "an archive above 4 GiB")
    }
    let method: ZipArchive.Method = compressed == nil ? .stored : .deflated
    var common = Fields()
    common.append(utf8NamesFlag, method.rawValue, dosTime, dosDate)
    common.append(checksum, storedSize, size)
    common.append(UInt16(name.utf8.count), UInt16(0))

    var local = Fields()
    local.append(ZipDirectory.localSignature)
    local.append(version)
    try file.append(local.bytes + common.bytes + Array(name.utf8))
    try file.append(stored)

    var record = Fields()
    record.append(ZipDirectory.entrySignature)
    record.append(version, version)
    record.bytes += common.bytes
    record.append(UInt16(0), UInt16(0), UInt16(0))
    record.append(UInt32(0), offset)
    directory += record.bytes + Array(name.utf8)
    entryCount += 1
  }

  /// Puts the archive in place.
  ///
  /// - Parameter comment: The comment of the archive, ASCII.
  /// - Throws: What writing throws, and ``StorageError/unsupported(path:place:feature:)`` above 4 GiB.
  consuming func finish(comment: String = "") throws(StorageError) {
    guard let start = UInt32(exactly: file.length) else {
      throw .unsupported(
        path: file.path, place: "zip directory", feature: "an archive above 4 GiB")
    }
    var end = Fields()
    end.append(ZipDirectory.endSignature)
    end.append(UInt16(0), UInt16(0), UInt16(entryCount), UInt16(entryCount))
    end.append(UInt32(directory.count), start)
    end.append(UInt16(comment.utf8.count))
    try file.append(directory + end.bytes + Array(comment.utf8))
    try file.commit()
  }
}

/// Version 2.0 of the format is the first with deflate.
private let version: UInt16 = 20
private let utf8NamesFlag: UInt16 = 1 << 11
/// 1 January 1980, the format's zero: equal content gives equal bytes.
private let dosDate: UInt16 = 1 << 5 | 1
private let dosTime: UInt16 = 0

private struct Fields {
  var bytes: [UInt8] = []

  mutating func append<Value: FixedWidthInteger>(_ values: Value...) {
    for value in values { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
  }
}
