import Foundation
import Tensors
import TestSupport
import Testing

import Storage

struct DecimalNumberTests {
  private static func read(_ text: String) -> (value: Double?, rest: Int) {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      var offset = 0
      guard let start = bytes.baseAddress else { return (nil, 0) }
      let value = DecimalNumber.read(start, &offset, end: bytes.count)
      return (value, bytes.count - offset)
    }
  }

  @Test("numbers have the bits that strtod gives them", arguments: 0..<60)
  func likeStrtod(seed: Int) {
    var random = CounterRandom(testCase: seed)
    for _ in 0..<1000 {
      let text: String
      switch random.integer(0...4) {
      case 0: text = "\(Double(bitPattern: random.next()))"
      case 1: text = "\(random.nextGaussian())"
      case 2: text = "\(Float(random.nextGaussian()))e\(random.integer(-30...30))"
      case 3: text = "\(random.next())e\(random.integer(-40...40))"
      default:
        // Halfway between two doubles, and beside it.
        let mantissa = random.next() >> 10 | 1 << 53 | 1
        text = "\(mantissa).\(random.integer(0...1) == 0 ? "0" : "00000000000000000001")"
      }
      guard let expected = Double(text), expected.isFinite else { continue }
      let (value, rest) = Self.read(text)
      #expect(value?.bitPattern == expected.bitPattern && rest == 0, "seed \(seed): \(text)")
    }
  }

  @Test(
    "where a number ends",
    arguments: [
      ("12,", 12.0, 1), ("-0.5e3}", -500, 1), ("1e", 1, 1), ("1e+", 1, 2), ("1.e2", 100, 0),
      (".5", 0.5, 0), ("+7 ", 7, 1), ("1e400", .infinity, 0), ("1e-400", 0, 0), ("0x10", 0, 3),
      ("00012", 12, 0), ("1.2.3", 1.2, 2),
    ])
  func ends(text: String, value: Double, rest: Int) {
    #expect(Self.read(text).value == value && Self.read(text).rest == rest)
  }

  @Test("what is no number", arguments: ["", "-", ".", "e5", "-.e1", "nan", " 1"])
  func noNumbers(text: String) {
    #expect(Self.read(text).value == nil && Self.read(text).rest == text.utf8.count)
  }

  @Test("the sign of zero stays")
  func negativeZero() {
    #expect(Self.read("-0.0").value?.sign == .minus)
  }
}
