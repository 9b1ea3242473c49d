/// Converts a text to UTF-8, piece by piece.
package struct TextTranscoder: Sendable {
  private let encoding: TextEncoding
  private var halfUnit: UInt8?
  private var leadingSurrogate: UInt16?

  /// Creates a transcoder.
  ///
  /// - Parameter encoding: The encoding of the input.
  package init(from encoding: TextEncoding) { self.encoding = encoding }

  /// Appends the next bytes in UTF-8; an incomplete character is kept until the rest arrives.
  ///
  /// - Parameters:
  ///   - bytes: The next bytes, without a byte order mark.
  ///   - text: What they are appended to; invalid characters become U+FFFD.
  package mutating func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    guard encoding != .utf8 else { return text.append(contentsOf: bytes) }
    for byte in bytes {
      guard let first = halfUnit else {
        halfUnit = byte
        continue
      }
      halfUnit = nil
      let (low, high) = encoding == .utf16LittleEndian ? (first, byte) : (byte, first)
      append(unit: UInt16(high) << 8 | UInt16(low), to: &text)
    }
  }

  private mutating func append(unit: UInt16, to text: inout [UInt8]) {
    let leading = leadingSurrogate
    leadingSurrogate = nil
    if let leading, unit & 0xFC00 == 0xDC00 {
      let value = 0x10000 + (UInt32(leading & 0x3FF) << 10 | UInt32(unit & 0x3FF))
      return append(Unicode.Scalar(value), to: &text)
    }
    if leading != nil { append(nil, to: &text) }
    if unit < 0x80 {
      text.append(UInt8(truncatingIfNeeded: unit))
    } else if unit & 0xFC00 == 0xD800 {
      leadingSurrogate = unit
    } else {
      append(Unicode.Scalar(UInt32(unit)), to: &text)
    }
  }

  private func append(_ scalar: Unicode.Scalar?, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
  }
}
