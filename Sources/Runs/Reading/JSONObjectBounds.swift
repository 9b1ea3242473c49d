/// Where objects of a JSON text end, without parsing their content.
enum JSONObjectBounds {
  /// The offset after the object or list that begins at an offset; `nil` where its end is missing.
  static func end(
    of text: UnsafePointer<UInt8>, from start: Int, end: Int
  ) -> Int? {
    var (place, depth) = (start, 0)
    while place < end {
      let byte = text[place]
      place += 1
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return place }
      case UInt8(ascii: "\""):
        guard let behind = behindString(text, from: place, end: end) else { return nil }
        place = behind
      default: break
      }
    }
    return nil
  }

  /// The offset after a string whose first quote precedes `start`.
  static func behindString(
    _ text: UnsafePointer<UInt8>, from start: Int, end: Int
  ) -> Int? {
    var place = start
    while place < end {
      if text[place] == UInt8(ascii: "\"") { return place + 1 }
      place += text[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// The first offset that is not a space.
  static func behindSpaces(_ text: UnsafePointer<UInt8>, from start: Int, end: Int) -> Int {
    var place = start
    while place < end, isSpace(text[place]) { place += 1 }
    return place
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
