/// Deflate streams without compression (RFC 1951, section 3.2.4).
enum DeflateFrame {
  static func stored(_ content: [UInt8]) -> [UInt8] {
    let content = content.prefix(Int(UInt16.max))
    let count = UInt16(content.count)
    return [1] + count.littleEndianBytes + (~count).littleEndianBytes + content
  }
}
