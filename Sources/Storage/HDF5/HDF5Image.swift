import Tensors

/// The bytes of an HDF5 file that is in memory, at one address for as long as the file is open.
final class HDF5Image: Sendable {
  let count: Int
  /// The first byte as an integer, because a pointer is not `Sendable`.
  private let address: UInt
  /// The file that the bytes are mapped from; without one they are owned.
  private let mapping: MappedFile?

  init(_ bytes: [UInt8]) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    buffer.copyBytes(from: bytes)
    (count, address, mapping) = (bytes.count, UInt(bitPattern: buffer.baseAddress), nil)
  }

  /// The content of a zip entry: where it lies in the file if it is stored there as it is, else expanded.
  init(_ entry: ZipArchive.Entry, in archive: ZipArchive, path: String) throws(StorageError) {
    count = entry.size
    let reader = try archive.reader(of: entry)
    if entry.method == .stored {
      let file = try MappedFile(path: path)
      guard entry.byteRange.upperBound <= file.count else { throw Self.shortened(path) }
      let bytes = file.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: $0[entry.byteRange]) }
      guard Deflate.checksum(bytes) == entry.checksum else {
        throw .malformed(
          path: path, place: "zip entry \"\(entry.name)\"", expected: "the checksum of its header",
          found: "another")
      }
      (address, mapping) = (UInt(bitPattern: bytes.baseAddress), file)
      return
    }
    guard MachineMemory.hasRoom(forBytes: entry.size) else {
      throw .malformed(
        path: path, place: "zip entry \"\(entry.name)\"", expected: "a file that fits into memory",
        found: "\(entry.size) bytes")
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: entry.size, alignment: 16)
    (address, mapping) = (UInt(bitPattern: buffer.baseAddress), nil)
    try reader.read(into: buffer)
    try reader.finish()
  }

  deinit {
    if mapping == nil { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
  }

  var start: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: address) }

  private static func shortened(_ path: String) -> StorageError {
    .malformed(
      path: path, place: "file", expected: "the bytes of its directory",
      found: "a file that was truncated while it was read")
  }
}
