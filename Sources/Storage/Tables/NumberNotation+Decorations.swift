import Platform

extension NumberNotation {
  private static let deepestWrapper = 4

  /// A number with something around it; `nil` for anything else.
  func decorated(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, depth: Int
  ) -> TableField? {
    guard let first = range.first, let last = range.last, depth < Self.deepestWrapper else {
      return nil
    }
    if text[last] == UInt8(ascii: "%") {
      return number(text, Self.trimmed(text, first..<last)).map { .decorated($0, .percent) }
    }
    if let inside = Self.insideOfWrapper(text, range) {
      let inside = Self.trimmed(text, inside)
      let value = number(text, inside) ?? decorated(text, inside, depth: depth + 1)?.value
      return value.map { .decorated($0, .wrapper) }
    }
    return uncertain(text, range).map { .decorated($0, .uncertainty) }
  }

  /// The value before an uncertainty.
  private func uncertain(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Double? {
    for place in range {
      if text[place] == UInt8(ascii: "(") {
        return concise(text, range, parenthesis: place)
      }
      let mark = Self.plusOrMinus(text, place, range.upperBound)
      guard mark > 0 else { continue }
      let value = number(text, Self.trimmed(text, range.lowerBound..<place))
      let rest = number(text, Self.trimmed(text, place + mark..<range.upperBound))
      return rest == nil ? nil : value
    }
    return nil
  }

  /// The value of `0.13(1)` or `1.3(2)e-3`: the uncertainty of the last digits in parentheses.
  private func concise(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, parenthesis: Int
  ) -> Double? {
    var close = parenthesis + 1
    while close < range.upperBound, Self.isDigitOrPoint(text[close]) { close += 1 }
    guard close < range.upperBound, close > parenthesis + 1, text[close] == UInt8(ascii: ")"),
      let value = number(text, range.lowerBound..<parenthesis)
    else { return nil }
    let exponent = close + 1..<range.upperBound
    guard let first = exponent.first else { return value }
    guard text[first] | 0x20 == UInt8(ascii: "e"), exponent.count <= 5 else { return nil }
    var place = first + 1
    let power = DecimalNumber.read(text, &place, end: range.upperBound)
    guard let power, place == range.upperBound, power == power.rounded() else { return nil }
    return value * pow(10, power)
  }

  private static func isDigitOrPoint(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// The length in bytes of a plus-minus sign at an offset.
  private static func plusOrMinus(
    _ text: UnsafePointer<UInt8>, _ place: Int, _ end: Int
  ) -> Int {
    switch text[place] {
    // The single byte is that of Latin-1.
    case 0xB1: 1
    case 0xC2: length(of: [0xC2, 0xB1], text, place, end)
    case UInt8(ascii: "+"):
      max(
        length(of: Array("+/-".utf8), text, place, end),
        length(of: Array("+-".utf8), text, place, end))
    default: 0
    }
  }
}
