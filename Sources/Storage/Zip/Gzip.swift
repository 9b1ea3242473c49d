import Tensors

/// Files compressed by gzip (RFC 1952), expanded as a whole into memory.
enum Gzip {
  /// Whether a file begins like one.
  static func isCompressed(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 8]) }

  /// Expands a file.
  ///
  /// It is expanded twice: what the first pass counts is compared with the memory before anything is reserved for it.
  ///
  /// - Parameter path: The file, of one member or several.
  /// - Returns: The content, under the path of the file.
  /// - Throws: ``StorageError`` when the file is damaged, or the content does not fit into memory.
  static func expanded(path: String) throws(StorageError) -> MappedFile {
    let file = try MappedFile(path: path)
    var count = 0
    try file.withUnsafeBytes { bytes throws(StorageError) in
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
      defer { piece.deallocate() }
      try expand(bytes, path: path) { _ throws(StorageError) in
        guard count <= MachineMemory.byteCount else { throw tooLarge(path, count) }
        return piece
      } took: {
        count += $0
      }
    }
    guard MachineMemory.hasRoom(forBytes: count) else { throw tooLarge(path, count) }
    return try MappedFile(path: path, count: count) { target throws(StorageError) in
      var done = 0
      try file.withUnsafeBytes { bytes throws(StorageError) in
        try expand(bytes, path: path) { _ in
          UnsafeMutableRawBufferPointer(rebasing: target[done...])
        } took: {
          done += $0
        }
      }
    }
  }

  /// Expands all members of a file, each into the buffers that it is given.
  private static func expand(
    _ bytes: UnsafeRawBufferPointer, path: String,
    buffer: (Int) throws(StorageError) -> UnsafeMutableRawBufferPointer, took: (Int) -> Void
  ) throws(StorageError) {
    var position = 0
    repeat {
      guard let inflater = Inflater(windowBits: Deflate.gzipWindowBits) else {
        throw fault(path, "memory for zlib", "none")
      }
      while !inflater.hasEnded {
        let input = UnsafeRawBufferPointer(rebasing: bytes[position...])
        guard let step = inflater.expand(input, into: try buffer(position)) else {
          throw fault(path, "compressed data with their checksum", "other bytes at \(position)")
        }
        position += step.read
        took(step.written)
        guard inflater.hasEnded || step.read > 0 || step.written > 0 else {
          throw fault(path, "compressed data", "the end of the file")
        }
      }
      // What follows the last member is padding, as on tapes.
    } while bytes.count - position > 2 && bytes[position] == 0x1F && bytes[position + 1] == 0x8B
  }

  private static func fault(_ path: String, _ expected: String, _ found: String) -> StorageError {
    .malformed(path: path, place: "gzip", expected: expected, found: found)
  }

  private static func tooLarge(_ path: String, _ count: Int) -> StorageError {
    fault(path, "content that fits into memory", "more than \(count) bytes")
  }
}
