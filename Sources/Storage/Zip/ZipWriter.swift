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
    let record = ZipRecord(
      name: name, method: method, checksum: checksum, storedSize: storedSize, size: size)
    try file.append(record.local)
    try file.append(stored)
    directory += record.central(at: offset)
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
    let end = ZipRecord.end(
      count: entryCount, directory: directory.count, at: start, comment: comment)
    try file.append(directory + end)
    try file.commit()
  }
}
