/// Protocol buffer fields and TFRecords, computed by another route than the program's.
enum EventBytes {
  static func number(_ field: UInt64, _ value: UInt64) -> [UInt8] {
    varint(field << 3) + varint(value)
  }

  static func double(_ field: UInt64, _ value: Double) -> [UInt8] {
    varint(field << 3 | 1) + withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
  }

  static func float(_ field: UInt64, _ value: Float) -> [UInt8] {
    varint(field << 3 | 5) + withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init)
  }

  static func message(_ field: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(field << 3 | 2) + varint(UInt64(content.count)) + content
  }

  /// A payload between its length and the checksums.
  static func record(_ payload: [UInt8]) -> [UInt8] {
    let length = withUnsafeBytes(of: UInt64(payload.count).littleEndian, Array.init)
    return length + checksum(length) + payload + checksum(payload)
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value & 127) | 128] + varint(value >> 7)
  }

  /// The masked CRC-32C, a byte at a time.
  private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    let sum = ~bytes.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    let masked = (sum >> 15 | sum << 17) &+ 0xA282_EAD8
    return withUnsafeBytes(of: masked.littleEndian, Array.init)
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0x82F6_3B78 : 0) }
  }
}
