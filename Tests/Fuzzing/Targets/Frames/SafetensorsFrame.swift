/// Safetensors files around any header.
enum SafetensorsFrame {
  /// The most bytes of data that a file is given.
  private static let dataLimit = 1 << 16

  /// A file with as much data as the largest end of a list in its header says, where that is little.
  static func file(header: [UInt8]) -> [UInt8] {
    let data = (0..<largestEnd(in: header)).map { UInt8(truncatingIfNeeded: $0) }
    return header.count.littleEndianBytes + header + data
  }

  /// The largest number in front of a closing bracket.
  private static func largestEnd(in text: [UInt8]) -> Int {
    let zero = UInt8(ascii: "0")
    let ends = text.split(separator: UInt8(ascii: "]")).map { list in
      list.reversed().drop { $0 == UInt8(ascii: " ") }.prefix { $0 &- zero < 10 }.prefix(7)
        .reversed().reduce(0) { 10 * $0 + Int($1 - zero) }
    }
    return ends.filter { $0 <= dataLimit }.max() ?? 0
  }
}
