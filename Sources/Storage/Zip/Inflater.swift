internal import CZlib

/// Expands one deflate stream (RFC 1951), raw or as gzip wraps it, piece by piece.
final class Inflater {
  /// Whether the stream has ended.
  private(set) var hasEnded = false
  /// zlib keeps the address of its state, which must therefore not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Starts a stream; `nil` when zlib has no memory left.
  ///
  /// - Parameter windowBits: The size of the window, and which header zlib expects.
  init?(windowBits: Int32 = Deflate.rawWindowBits) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let structSize = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, windowBits, ZLIB_VERSION, structSize) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Expands as much of `input` as fits into `output`.
  ///
  /// - Returns: The bytes that were read and written, `nil` when the stream is damaged.
  func expand(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (read: Int, written: Int)? {
    let (inputCount, outputCount) = (min(input.count, 1 << 30), min(output.count, 1 << 30))
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = UInt32(inputCount)
    stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(outputCount)
    let status = inflate(stream, Z_NO_FLUSH)
    hasEnded = status == Z_STREAM_END
    // Z_BUF_ERROR means that more input or more output space is needed.
    guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else { return nil }
    return (inputCount - Int(stream.pointee.avail_in), outputCount - Int(stream.pointee.avail_out))
  }
}
