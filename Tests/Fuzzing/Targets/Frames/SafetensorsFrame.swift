/// Safetensors files around any header.
enum SafetensorsFrame {
  /// The most bytes of data that a file is given.
  private static let dataLimit = 1 << 16

  /// A file with as much data as the largest number in its header says, where that is little.
  static func file(header: [UInt8]) -> [UInt8] {
    let count = largestNumber(in: header)
    return header.count.littleEndianBytes + header
      + (0..<count).map { UInt8(truncatingIfNeeded: $0) }
  }

  private static func largestNumber(in text: [UInt8]) -> Int {
    let zero = UInt8(ascii: "0")
    let numbers = text.split { $0 &- zero > 9 }.filter { $0.count < 8 }
      .map { $0.reduce(0) { 10 * $0 + Int($1 - zero) } }
    return numbers.filter { $0 <= dataLimit }.max() ?? 0
  }
}
