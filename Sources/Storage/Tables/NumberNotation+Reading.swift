extension NumberNotation {
  /// A longer text is not a number.
  private static let longestNumber = 128

  /// The number that a whole text represents, with at most a sign before it; `nil` where it is not a number.
  func number(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Double? {
    guard let first = range.first, range.count <= Self.longestNumber else { return nil }
    if !Self.maybeBegins(text[first]) { return nil }
    if let word = Self.word(text, range) { return word }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: range.count) { plain in
      guard let start = plain.baseAddress,
        let count = copy(text, range, into: start)
      else { return nil }
      var place = 0
      let value = DecimalNumber.read(start, &place, end: count)
      return place == count ? value : nil
    }
  }

  /// Whether a number, NaN or infinity may begin with a byte.
  private static func maybeBegins(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "n"), UInt8(ascii: "N"),
      UInt8(ascii: "i"), UInt8(ascii: "I"), minusSign[0]:
      true
    default: false
    }
  }

  /// NaN and infinity, as C, Python, R, Java and the libraries of Windows write them.
  private static func word(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Double? {
    let isNegative = text[range.lowerBound] == UInt8(ascii: "-")
    let isSigned = isNegative || text[range.lowerBound] == UInt8(ascii: "+")
    let unsigned = range.lowerBound + (isSigned ? 1 : 0)..<range.upperBound
    guard let word = PackedWord.of(text, unsigned) else { return nil }
    if nanWords.contains(word) { return .nan }
    guard infinityWords.contains(word) else { return nil }
    return isNegative ? -.infinity : .infinity
  }

  /// Copies a number in standard notation.
  ///
  /// - Returns: How many bytes it took, at most those of the range; `nil` where it cannot be a number.
  private func copy(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, into plain: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    var (place, count) = (range.lowerBound, 0)
    if Self.length(of: Self.minusSign, text, place, range.upperBound) > 0 {
      (plain[0], count) = (UInt8(ascii: "-"), 1)
      place += Self.minusSign.count
    } else if text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") {
      (plain[0], count) = (text[place], 1)
      place += 1
    }
    let firstDigit = count
    guard copyWhole(text, &place, range.upperBound, into: plain, &count) else { return nil }
    let hasWhole = count > firstDigit
    if place < range.upperBound, text[place] == decimalMark {
      (plain[count], count) = (UInt8(ascii: "."), count + 1)
      place += 1
      let isDigit = place < range.upperBound && text[place] &- UInt8(ascii: "0") < 10
      // "1," is the end of a clause, not a number.
      guard isDigit || hasWhole && !hasDecimalComma else { return nil }
    }
    while place < range.upperBound {
      // Fortran has D for the exponent of a double.
      let isFortran = text[place] | 0x20 == UInt8(ascii: "d")
      guard isFortran || text[place] != UInt8(ascii: ".") else { return nil }
      plain[count] = isFortran ? UInt8(ascii: "e") : text[place]
      (place, count) = (place + 1, count + 1)
    }
    return count
  }

  /// Copies the digits before the fraction; `false` where the groups of thousands are invalid.
  private func copyWhole(
    _ text: UnsafePointer<UInt8>, _ place: inout Int, _ end: Int,
    into plain: UnsafeMutablePointer<UInt8>, _ count: inout Int
  ) -> Bool {
    var digitsInGroup = 0
    var isGrouped = false
    while place < end {
      if text[place] &- UInt8(ascii: "0") < 10 {
        (plain[count], count) = (text[place], count + 1)
        (place, digitsInGroup) = (place + 1, digitsInGroup + 1)
        continue
      }
      let mark = groupingMark(text, place, end)
      guard mark > 0 else { break }
      guard isGrouped ? digitsInGroup == 3 : (1...3).contains(digitsInGroup) else { return false }
      (place, digitsInGroup, isGrouped) = (place + mark, 0, true)
    }
    return !isGrouped || digitsInGroup == 3
  }

  private var decimalMark: UInt8 { UInt8(ascii: hasDecimalComma ? "," : ".") }

  /// The length in bytes of a thousands separator at an offset.
  func groupingMark(_ text: UnsafePointer<UInt8>, _ place: Int, _ end: Int) -> Int {
    switch grouping {
    case .none: return 0
    case .comma: return text[place] == UInt8(ascii: ",") ? 1 : 0
    case .point: return text[place] == UInt8(ascii: ".") ? 1 : 0
    case .blank:
      if text[place] == 0x20 || text[place] == 0xA0 { return 1 }
      return Self.blanks.reduce(0) { max($0, Self.length(of: $1, text, place, end)) }
    case .apostrophe:
      if text[place] == UInt8(ascii: "'") { return 1 }
      return Self.length(of: Self.apostrophe, text, place, end)
    }
  }

  /// The length of a mark if it is at the offset, else 0.
  static func length(
    of mark: [UInt8], _ text: UnsafePointer<UInt8>, _ place: Int, _ end: Int
  ) -> Int {
    guard end - place >= mark.count else { return 0 }
    return mark.indices.allSatisfy { text[place + $0] == mark[$0] } ? mark.count : 0
  }

  /// U+2212, the typographic minus sign.
  private static let minusSign: [UInt8] = [0xE2, 0x88, 0x92]
  /// U+2019, the typographic apostrophe.
  private static let apostrophe: [UInt8] = [0xE2, 0x80, 0x99]
  /// The non-breaking and thin spaces: U+00A0, U+2009 and U+202F.
  private static let blanks: [[UInt8]] = [[0xC2, 0xA0], [0xE2, 0x80, 0x89], [0xE2, 0x80, 0xAF]]

  private static let nanWords: [UInt64] = [
    PackedWord.of("nan"), PackedWord.of("nan(ind)"), PackedWord.of("1.#qnan"),
    PackedWord.of("1.#ind"), PackedWord.of("1.#nan"),
  ]
  private static let infinityWords: [UInt64] = [
    PackedWord.of("inf"), PackedWord.of("infinity"), PackedWord.of("1.#inf"),
  ]
}
