/// The checksum of records in TensorBoard's event files: CRC-32C (Castagnoli; RFC 3720, appendix B.4), reflected
/// polynomial 0x82F63B78, computed from eight tables at eight bytes per step (Kounavis and Berry 2005).
enum CRC32C {
  /// Table `t` at `256 t + b` contains the checksum of the byte `b` followed by `t` zeros.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      tables[byte] = (0..<8).reduce(UInt32(byte)) { sum, _ in
        sum >> 1 ^ (sum & 1 == 1 ? 0x82F6_3B78 : 0)
      }
    }
    for index in 256..<tables.count {
      let shorter = tables[index - 256]
      tables[index] = shorter >> 8 ^ tables[Int(shorter & 255)]
    }
    return tables
  }()

  /// The checksum of bytes that follow others, of which `before` is the checksum.
  static func checksum(_ bytes: UnsafeRawBufferPointer, following before: UInt32 = 0) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      guard let table = tables.baseAddress, let start = bytes.baseAddress else { return before }
      var sum = ~before
      var offset = 0
      while offset + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let low = UInt32(truncatingIfNeeded: word) ^ sum
        let high = UInt32(truncatingIfNeeded: word >> 32)
        let first = table[1792 + Int(low & 255)] ^ table[1536 + Int(low >> 8 & 255)]
        let second = table[1280 + Int(low >> 16 & 255)] ^ table[1024 + Int(low >> 24)]
        let third = table[768 + Int(high & 255)] ^ table[512 + Int(high >> 8 & 255)]
        let fourth = table[256 + Int(high >> 16 & 255)] ^ table[Int(high >> 24)]
        sum = (first ^ second) ^ (third ^ fourth)
        offset += 8
      }
      while offset < bytes.count {
        let byte = start.load(fromByteOffset: offset, as: UInt8.self)
        sum = sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)]
        offset += 1
      }
      return ~sum
    }
  }

  /// The checksum as it is stored, rotated and shifted to avoid problems with checksums of
  /// checksums (TensorFlow, `core/lib/hash/crc32c.h`).
  static func masked(_ bytes: UnsafeRawBufferPointer) -> UInt32 { masked(checksum(bytes)) }

  /// A checksum as it is stored.
  static func masked(_ sum: UInt32) -> UInt32 {
    (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }
}
