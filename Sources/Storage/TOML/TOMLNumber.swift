/// Numbers in TOML syntax, stricter than Swift's: no leading zeros, and underscores only between digits.
enum TOMLNumber {
  /// The number that a word denotes, `nil` when it is not a number; an integer beyond 64 bits is unsupported.
  static func value(of word: String) -> TOMLValue? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(prefix) {
      return digits(word.dropFirst(2), radix: radix).map { integer($0, radix: radix, of: word) }
    }
    let sign = word.prefix { $0 == "+" || $0 == "-" }
    guard sign.count <= 1 else { return nil }
    let unsigned = word.dropFirst(sign.count)
    if let whole = wholePart(unsigned) { return integer(sign + whole, radix: 10, of: word) }
    return fraction(unsigned).flatMap { Double(sign + $0) }.map { .number($0) }
  }

  private static func integer(_ digits: String, radix: Int, of word: String) -> TOMLValue {
    Int(digits, radix: radix).map { .integer($0) } ?? .unsupported(word)
  }

  /// Digits without their underscores.
  private static func digits(_ text: Substring, radix: Int = 10) -> String? {
    let groups = text.split(separator: "_", omittingEmptySubsequences: false)
    let isNumber = groups.allSatisfy { group in
      !group.isEmpty
        && group.utf8.allSatisfy { byte in
          Character(Unicode.Scalar(byte)).hexDigitValue.map { $0 < radix } ?? false
        }
    }
    return isNumber ? groups.joined() : nil
  }

  private static func wholePart(_ text: Substring) -> String? {
    guard let digits = digits(text), digits == "0" || !digits.hasPrefix("0") else { return nil }
    return digits
  }

  private static func fraction(_ text: Substring) -> String? {
    let halves = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    let parts = halves[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard var number = wholePart(parts[0]), parts.count + halves.count > 2 else { return nil }
    if parts.count > 1 {
      guard let decimals = digits(parts[1]) else { return nil }
      number += "." + decimals
    }
    if halves.count > 1 {
      let isSigned = halves[1].hasPrefix("+") || halves[1].hasPrefix("-")
      guard let exponent = digits(halves[1].dropFirst(isSigned ? 1 : 0)) else { return nil }
      number += "e" + (isSigned ? String(halves[1].prefix(1)) : "") + exponent
    }
    return number
  }
}
