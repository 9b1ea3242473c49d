import Testing

@testable import Storage

struct ElementTypeTests {
  private func converted(
    _ type: ElementType, _ bytes: [UInt8], isBigEndian: Bool = false, offset: Int = 0
  ) -> [Float] {
    let shifted = [UInt8](repeating: 0xEE, count: offset) + bytes
    return [Float](unsafeUninitializedCapacity: bytes.count / type.byteCount) { floats, count in
      count = floats.count
      shifted.withUnsafeBytes {
        type.convert(.init(rebasing: $0[offset...]), isBigEndian: isBigEndian, into: floats)
      }
    }
  }

  private func bytes(_ values: some Collection<some FixedWidthInteger>) -> [UInt8] {
    values.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
  }

  @Test(arguments: 0..<8) func everyTypeConvertsAtAnyAlignment(_ offset: Int) {
    func check(_ type: ElementType, _ bytes: [UInt8], _ expected: [Float]) {
      #expect(converted(type, bytes, offset: offset) == expected, "\(type)")
    }
    check(.float64, bytes([1.5, -0.1, 1e300].map(\.bitPattern)), [1.5, -0.1, .infinity])
    check(.float32, bytes([Float(1.5), -0.1].map(\.bitPattern)), [1.5, -0.1])
    check(.float16, bytes([UInt16(0x3C00), 0xC000, 0x0001, 0x7C00]), [1, -2, 0x1p-24, .infinity])
    check(.brainFloat16, bytes([UInt16(0x3F80), 0xC0A0]), [1, -5])
    check(.int64, bytes([Int64.min, -1, (1 << 24) + 1]), [-0x1p63, -1, 0x1p24])
    check(.int32, bytes([Int32.min, 7]), [-0x1p31, 7])
    check(.int16, bytes([Int16.min, 7]), [-32768, 7])
    check(.int8, bytes([Int8.min, 7]), [-128, 7])
    check(.uint64, bytes([UInt64.max, 7]), [0x1p64, 7])
    check(.uint32, bytes([UInt32.max, 7]), [0x1p32, 7])
    check(.uint16, bytes([UInt16.max, 7]), [65535, 7])
    check(.uint8, [255, 7], [255, 7])
    check(.bool, [0, 1, 2], [0, 1, 1])
  }

  @Test func bigEndianIsTheReverseOfEveryElement() {
    for type in ElementType.allCases {
      let little: [UInt8] = (0..<48).map { $0 &* 37 }
      let size = type.byteCount
      let big = stride(from: 0, to: 48, by: size).flatMap { little[$0..<$0 + size].reversed() }
      let expected = converted(type, little).map(\.bitPattern)
      #expect(converted(type, big, isBigEndian: true).map(\.bitPattern) == expected, "\(type)")
    }
  }

  @Test func notANumberStaysSo() {
    #expect(converted(.float16, bytes([UInt16(0x7E00)]))[0].isNaN)
    #expect(converted(.brainFloat16, bytes([UInt16(0x7FC0)]))[0].isNaN)
    #expect(converted(.float64, bytes([Double.nan.bitPattern]))[0].isNaN)
  }
}
