/// NumPy array files around any header and data.
enum NPYFrame {
  static func file(header: [UInt8], data: [UInt8]) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [2, 0] + UInt32(header.count).littleEndianBytes + header + data
  }
}
