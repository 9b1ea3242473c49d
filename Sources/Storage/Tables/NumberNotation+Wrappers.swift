extension NumberNotation {
  /// What Python prints before the parenthesis around a number, after the last point.
  private static let wrappers: [UInt64] = [
    PackedWord.of("tensor"), PackedWord.of("array"), PackedWord.of("variable"),
    PackedWord.of("float"), PackedWord.of("float16"), PackedWord.of("float32"),
    PackedWord.of("float64"), PackedWord.of("bfloat16"), PackedWord.of("int"),
    PackedWord.of("int8"), PackedWord.of("int16"), PackedWord.of("int32"),
    PackedWord.of("int64"), PackedWord.of("uint8"), PackedWord.of("uint16"),
    PackedWord.of("uint32"), PackedWord.of("uint64"), PackedWord.of("decimal"),
  ]

  /// The number inside `tensor(0.5, device='cuda:0')`, `[0.5]` or `<tf.Tensor: shape=(), dtype=float32, numpy=0.5>`;
  /// `nil` for anything else.
  static func insideOfWrapper(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    guard let first = range.first, let last = range.last, first < last else { return nil }
    switch (text[first], text[last]) {
    case (UInt8(ascii: "["), UInt8(ascii: "]")): return first + 1..<last
    case (UInt8(ascii: "<"), UInt8(ascii: ">")): return behindNumpy(text, first + 1..<last)
    case (_, UInt8(ascii: ")")):
      guard let open = openingParenthesis(text, range) else { return nil }
      let arguments = open + 1..<last
      let comma = arguments.first { text[$0] == UInt8(ascii: ",") } ?? last
      return quotedInside(text, open + 1..<comma)
    default: return nil
    }
  }

  /// The position of the parenthesis after one of the words at the start of a text; `nil` where there is none.
  static func openingParenthesis(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    var word = range.lowerBound
    for place in range {
      switch text[place] {
      case UInt8(ascii: "."): word = place + 1
      case UInt8(ascii: "("):
        let packed = PackedWord.of(text, word..<place) ?? 0
        return wrappers.contains(packed) ? place : nil
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        continue
      default: return nil
      }
    }
    return nil
  }

  /// Python's `Decimal('0.5')` has the number in quotes.
  private static func quotedInside(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int> {
    guard range.count > 1, text[range.lowerBound] == UInt8(ascii: "'"),
      text[range.upperBound - 1] == UInt8(ascii: "'")
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }

  private static func behindNumpy(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    let key = Array("numpy=".utf8)
    return range.first { length(of: key, text, $0, range.upperBound) > 0 }.map {
      $0 + key.count..<range.upperBound
    }
  }
}
