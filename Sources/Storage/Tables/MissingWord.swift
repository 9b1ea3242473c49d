/// The words for a missing value, in upper and lower case.
///
/// Any number of `-` or of `*` also counts. `nan` is a number that is NaN, and -999 is a number.
package enum MissingWord {
  /// All of them except runs of `-` and `*`; the empty field is one as well.
  static let all = [
    "na", "n/a", "n.a.", "<na>", "#n/a", "#na", "#n/a n/a", "null", "none", "nil", "nat", "masked",
    "missing", "?", ".", "..", "...", "\\n", "–", "—", "#value!", "#div/0!", "#ref!", "#name?",
    "#num!", "#null!",
  ]

  private static let packed = all.map { word in
    word.utf8.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
  }

  /// Whether a field, without blanks around it, is one.
  package static func contains(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard let word = PackedWord.of(text, range) else { return isRow(text, range) }
    return word == 0 || packed.contains(word) || isRow(text, range)
  }

  private static func isRow(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    let first = text[range.lowerBound]
    guard first == UInt8(ascii: "-") || first == UInt8(ascii: "*") else { return false }
    return range.allSatisfy { text[$0] == first }
  }
}

/// Short words as integers, so that comparing them allocates nothing.
enum PackedWord {
  /// A text of at most eight bytes in lower case; `nil` for a longer one.
  static func of(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard range.count <= 8 else { return nil }
    return range.reduce(0) { word, place in
      let byte = text[place]
      let isCapital = byte &- UInt8(ascii: "A") < 26
      return word << 8 | UInt64(isCapital ? byte | 0x20 : byte)
    }
  }

  /// A word of at most eight lower-case letters.
  static func of(_ word: StaticString) -> UInt64 {
    (0..<word.utf8CodeUnitCount).reduce(0) { $0 << 8 | UInt64(word.utf8Start[$1]) }
  }
}
