/// Checksums by cyclic redundancy, bit by bit: what a record or archive must hold to be opened at all.
enum Checksum {
  /// The checksum of zip archives and PNG chunks.
  static func ieee(_ bytes: [UInt8]) -> UInt32 { reflected(0xEDB8_8320, bytes) }

  /// The checksum of TensorBoard's records, masked as they hold it.
  static func maskedCastagnoli(_ bytes: [UInt8]) -> UInt32 {
    let sum = reflected(0x82F6_3B78, bytes)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }

  /// The checksum of zlib streams (RFC 1950).
  static func adler(_ bytes: [UInt8]) -> UInt32 {
    let sums = bytes.reduce((first: UInt32(1), second: UInt32(0))) { sums, byte in
      let first = (sums.first + UInt32(byte)) % 65_521
      return (first, (sums.second + first) % 65_521)
    }
    return sums.second << 16 | sums.first
  }

  private static func reflected(_ polynomial: UInt32, _ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? polynomial : 0) }
    }
  }
}

extension FixedWidthInteger {
  /// The bytes with the lowest first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian, Array.init) }
  /// The bytes with the highest first.
  var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}
