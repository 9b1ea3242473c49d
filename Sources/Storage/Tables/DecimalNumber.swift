// Goals, in order: the double nearest to the text, as strtod gives it; no copy and no allocation; fast for the 16 or 17
// digits of a double printed in full. Up to 19 digits w and a power of ten: exact where both fit a double (Clinger
// 1990); else one product of w with the 64 leading bits of the power, which determines the rounding unless the bits
// after the last kept one are all zeros or all ones (the idea of Lemire 2021, with 64 bits instead of 128); else
// strtod.

import Platform

/// Decimal numbers in the bytes of a text.
package enum DecimalNumber {
  /// Reads the longest number at an offset: sign, digits, fraction, exponent.
  ///
  /// - Parameters:
  ///   - bytes: The text.
  ///   - offset: Where the number starts; advanced past it.
  ///   - end: Where the text ends.
  /// - Returns: The number; `nil`, with `offset` as it was, when none starts there.
  package static func read(
    _ bytes: UnsafePointer<UInt8>, _ offset: inout Int, end: Int
  ) -> Double? {
    var place = offset
    let isNegative = place < end && bytes[place] == UInt8(ascii: "-")
    if isNegative || (place < end && bytes[place] == UInt8(ascii: "+")) { place += 1 }
    var digits = Digits()
    digits.read(bytes, &place, end: end, isFraction: false)
    if place < end, bytes[place] == UInt8(ascii: ".") {
      place += 1
      digits.read(bytes, &place, end: end, isFraction: true)
    }
    guard digits.count > 0 else { return nil }
    digits.exponent += readExponent(bytes, &place, end: end)
    let start = offset
    offset = place
    if let value = digits.value { return isNegative ? -value : value }
    return slow(UnsafeBufferPointer(start: bytes + start, count: place - start))
  }

  /// The exponent after a number, 0 when there is none.
  private static func readExponent(
    _ bytes: UnsafePointer<UInt8>, _ place: inout Int, end: Int
  ) -> Int {
    guard place < end, bytes[place] | 0x20 == UInt8(ascii: "e") else { return 0 }
    var next = place + 1
    let isNegative = next < end && bytes[next] == UInt8(ascii: "-")
    if isNegative || (next < end && bytes[next] == UInt8(ascii: "+")) { next += 1 }
    let first = next
    var value = 0
    while next < end, bytes[next] &- UInt8(ascii: "0") < 10 {
      value = min(100_000, 10 * value + Int(truncatingIfNeeded: bytes[next] &- UInt8(ascii: "0")))
      next += 1
    }
    guard next > first else { return 0 }
    place = next
    return isNegative ? -value : value
  }

  private static func slow(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    var copy = text.map { CChar(bitPattern: $0) }
    copy.append(0)
    return strtod(copy, nil)
  }
}

/// The digits of a number as a whole number and a power of ten.
private struct Digits {
  var mantissa: UInt64 = 0
  var exponent = 0
  /// All digits, leading zeros too.
  var count = 0
  private var significant = 0

  mutating func read(
    _ bytes: UnsafePointer<UInt8>, _ place: inout Int, end: Int, isFraction: Bool
  ) {
    while place < end {
      let digit = bytes[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      place += 1
      count += 1
      if significant > 0 || digit > 0 { significant += 1 }
      if significant <= 19 { mantissa = mantissa &* 10 &+ UInt64(truncatingIfNeeded: digit) }
      if isFraction { exponent -= 1 }
    }
  }

  /// The number without its sign; `nil` where strtod is needed.
  var value: Double? {
    guard significant <= 19 else { return nil }
    guard mantissa > 0 else { return 0 }
    if mantissa <= 1 << 53, abs(exponent) <= 22 {
      return exponent < 0
        ? Double(mantissa) / exactPowers[-exponent] : Double(mantissa) * exactPowers[exponent]
    }
    guard abs(exponent) <= PowerOfTen.largest else { return nil }
    return rounded(times: powers[exponent + PowerOfTen.largest])
  }

  /// The mantissa times a power of ten truncated to 64 bits; `nil` where the truncated bits might matter.
  private func rounded(times power: PowerOfTen) -> Double? {
    let shift = mantissa.leadingZeroBitCount
    let product = (mantissa << shift).multipliedFullWidth(by: power.bits).high
    let dropped = 11 - product.leadingZeroBitCount
    let (rest, half) = (product & (1 << dropped - 1), (1 as UInt64) << (dropped - 1))
    // The true product is above this one by less than 2.
    guard rest + 2 <= half || rest > half else { return nil }
    let kept = product >> dropped + (rest > half ? 1 : 0)
    let scale = dropped + 64 + power.exponent - shift
    return Double(kept) * Double(bitPattern: UInt64(truncatingIfNeeded: scale + 1023) << 52)
  }
}

/// A power of ten as `bits * 2^exponent`: its 64 leading bits, the first of them set.
private struct PowerOfTen {
  static let largest = 27
  let bits: UInt64
  let exponent: Int

  init(_ power: Int) {
    let five = (0..<abs(power)).reduce(1 as UInt64) { product, _ in product * 5 }
    let room = five.leadingZeroBitCount
    if power >= 0 {
      (bits, exponent) = (five << room, power - room)
    } else {
      // 5^n has 64 - room bits and is no power of two, so this quotient has 64.
      bits = UInt64(
        truncatingIfNeeded: ((1 as UInt128) << (127 - room)) / UInt128(truncatingIfNeeded: five))
      exponent = power - (127 - room)
    }
  }
}

private let powers = (-PowerOfTen.largest...PowerOfTen.largest).map(PowerOfTen.init)
private let exactPowers: [Double] = (0...22).map { power in
  (0..<power).reduce(1) { product, _ in product * 10 }
}
