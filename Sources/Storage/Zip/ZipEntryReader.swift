/// Reads the expanded content of a zip entry from front to back, in memory that does not depend on its size.
///
/// The checksum is verified by ``finish()``, after the last byte; a reader that stops earlier has unverified bytes.
final class ZipEntryReader: ByteReader {
  let path: String
  private(set) var remainingCount: Int
  private let entry: ZipArchive.Entry
  private let file: GrowingFile
  private var checksum: UInt32 = 0
  /// `nil` for an entry that is stored uncompressed.
  private let inflater: Inflater?
  /// Where the next compressed bytes are in the file.
  private var position: Int
  private var window: [UInt8]
  private var unread = 0..<0

  private static let windowByteCount = 1 << 16

  init(_ entry: ZipArchive.Entry, in file: GrowingFile) throws(StorageError) {
    path = "\(file.path)/\(entry.name)"
    remainingCount = entry.size
    position = entry.byteRange.lowerBound
    (self.entry, self.file) = (entry, file)
    switch entry.method {
    case .stored:
      (inflater, window) = (nil, [])
    case .deflated:
      guard let inflater = Inflater() else {
        throw .malformed(
          path: path, place: "deflate stream", expected: "memory for zlib", found: "none")
      }
      self.inflater = inflater
      window = [UInt8](
        repeating: 0, count: min(Self.windowByteCount, max(1, entry.byteRange.count)))
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StorageError) {
    precondition(
      buffer.count <= remainingCount, "ZipEntryReader: \(buffer.count) of \(remainingCount) bytes")
    if let inflater {
      guard try expand(inflater, into: buffer) == buffer.count else { throw damagedStream }
    } else {
      try file.readWhole(into: buffer, at: position)
      position += buffer.count
    }
    checksum = Deflate.checksum(UnsafeRawBufferPointer(buffer), following: checksum)
    remainingCount -= buffer.count
  }

  func finish() throws(StorageError) {
    precondition(remainingCount == 0, "ZipEntryReader: \(remainingCount) bytes are left")
    if let inflater, !inflater.hasEnded {
      var rest: [UInt8] = [0]
      let count = try rest.withUnsafeMutableBufferPointer { rest throws(StorageError) in
        try expand(inflater, into: UnsafeMutableRawBufferPointer(rest))
      }
      guard count == 0, inflater.hasEnded else { throw damagedStream }
    }
    guard checksum == entry.checksum else {
      throw .malformed(
        path: file.path, place: "zip entry \"\(entry.name)\"",
        expected: "checksum \(String(entry.checksum, radix: 16))",
        found: String(checksum, radix: 16))
    }
  }

  /// Fills `buffer` as far as the stream goes.
  private func expand(
    _ inflater: Inflater, into buffer: UnsafeMutableRawBufferPointer
  ) throws(StorageError) -> Int {
    var done = 0
    while done < buffer.count, !inflater.hasEnded {
      if unread.isEmpty { try fillWindow() }
      let output = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let step = window.withUnsafeBytes {
        inflater.expand(UnsafeRawBufferPointer(rebasing: $0[unread]), into: output)
      }
      guard let step else { throw damagedStream }
      let isStuck = step.read == 0 && step.written == 0 && !inflater.hasEnded
      if isStuck { return done }
      unread = unread.lowerBound + step.read..<unread.upperBound
      done += step.written
    }
    return done
  }

  private func fillWindow() throws(StorageError) {
    let count = min(window.count, entry.byteRange.upperBound - position)
    let start = position
    try window.withUnsafeMutableBufferPointer { window throws(StorageError) in
      try file.readWhole(
        into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: window[..<count])),
        at: start)
    }
    position += count
    unread = 0..<count
  }

  private var damagedStream: StorageError {
    .malformed(
      path: file.path, place: "zip entry \"\(entry.name)\"",
      expected: "a deflate stream of \(entry.size) bytes", found: "other data")
  }
}
