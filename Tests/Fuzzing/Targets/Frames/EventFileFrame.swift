/// TensorBoard's event files whose records have right lengths and checksums.
enum EventFileFrame {
  /// A file of records, each from a payload behind its length.
  static func file(_ input: FuzzInput) -> [UInt8] {
    var input = input
    var bytes: [UInt8] = []
    while !input.isEmpty {
      let payload = input.piece()
      let length = UInt64(payload.count).littleEndianBytes
      bytes += length + Checksum.maskedCastagnoli(length).littleEndianBytes
      bytes += payload + Checksum.maskedCastagnoli(payload).littleEndianBytes
    }
    return bytes
  }
}
