/// Transaction logs of W&B whose records have right lengths and checksums, split over blocks where they are long.
enum WandBFrames {
  /// What a file begins with.
  static let head: [UInt8] = Array(":W&B".utf8) + [0xE1, 0xBE, 0]

  private static let blockByteCount = 1 << 15
  private static let headByteCount = 7

  /// A file of records, each from a payload behind its length.
  static func file(_ input: FuzzInput) -> [UInt8] {
    var input = input
    var bytes = head
    while !input.isEmpty { append(input.piece(), to: &bytes) }
    return bytes
  }

  private static func append(_ payload: [UInt8], to bytes: inout [UInt8]) {
    var (rest, isFirst) = (payload[...], true)
    repeat {
      var left = blockByteCount - bytes.count % blockByteCount
      if left < headByteCount {
        bytes += [UInt8](repeating: 0, count: left)
        left = blockByteCount
      }
      let part = rest.prefix(left - headByteCount)
      rest = rest.dropFirst(part.count)
      let type: UInt8 = isFirst ? (rest.isEmpty ? 1 : 2) : (rest.isEmpty ? 4 : 3)
      isFirst = false
      bytes += Checksum.ieee([type] + part).littleEndianBytes
      bytes += UInt16(part.count).littleEndianBytes + [type] + part
    } while !rest.isEmpty
  }
}
