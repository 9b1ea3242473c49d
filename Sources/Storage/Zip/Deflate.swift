internal import CZlib

/// Raw deflate streams (RFC 1951) and checksums, through zlib.
enum Deflate {
  /// The largest factor by which deflate can expand its input, by the format's own limits.
  static let maximumExpansion = 1032

  /// Compresses `bytes`, or returns `nil` when zlib has no memory left.
  static func compress(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var stream = z_stream()
    let structSize = Int32(MemoryLayout<z_stream>.size)
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, rawWindowBits, 8, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION, structSize) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var result: [UInt8] = []
    let status = pump(&stream, bytes, into: &result)
    return status == Z_STREAM_END ? result : nil
  }

  /// The checksum of bytes that follow others.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - sum: The checksum of the preceding bytes.
  /// - Returns: The checksum of all.
  static func checksum(_ bytes: UnsafeRawBufferPointer, following sum: UInt32) -> UInt32 {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return sum }
    return UInt32(truncatingIfNeeded: crc32_z(UInt(sum), start, bytes.count))
  }

  /// The checksum of bytes.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 { checksum(bytes, following: 0) }

  /// Negative window bits tell zlib that the stream has no header of its own.
  static let rawWindowBits: Int32 = -15
  /// Sixteen more than the window tell zlib to expect the header and the checksum of gzip.
  static let gzipWindowBits: Int32 = 15 + 16

  /// Feeds `input` through zlib in pieces, until the stream ends.
  private static func pump(
    _ stream: inout z_stream, _ input: UnsafeRawBufferPointer, into result: inout [UInt8]
  ) -> Int32 {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var position = 0
    var status = Z_OK
    repeat {
      let inputCount = min(input.count - position, 1 << 30)
      let isLast = position + inputCount == input.count
      let source = UnsafeRawBufferPointer(rebasing: input[position..<position + inputCount])
      stream.next_in = UnsafeMutablePointer(
        mutating: source.bindMemory(to: UInt8.self).baseAddress)
      stream.avail_in = UInt32(inputCount)
      let produced = piece.withUnsafeMutableBufferPointer { piece in
        stream.next_out = piece.baseAddress
        stream.avail_out = UInt32(piece.count)
        status = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        return piece.count - Int(stream.avail_out)
      }
      let consumed = inputCount - Int(stream.avail_in)
      position += consumed
      result.append(contentsOf: piece[..<produced])
      let isStuck = status != Z_STREAM_END && consumed == 0 && produced == 0
      if isStuck { return Z_BUF_ERROR }
    } while status == Z_OK || status == Z_BUF_ERROR
    return status
  }
}
