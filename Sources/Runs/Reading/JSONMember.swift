/// One member of a JSON object, after the opening brace.
struct JSONMember {
  /// Its name, without quotes.
  private(set) var key = 0..<0
  /// Where its value begins.
  private(set) var value = 0
  /// Whether the object ends here instead.
  private(set) var isEnd = false

  /// Reads the member at an offset, after the comma of the previous one; `nil` where it is incomplete before its
  /// value.
  init?(_ text: UnsafePointer<UInt8>, from start: Int, end: Int) {
    var place = JSONObjectBounds.behindSpaces(text, from: start, end: end)
    if place < end, text[place] == UInt8(ascii: ",") {
      place = JSONObjectBounds.behindSpaces(text, from: place + 1, end: end)
    }
    guard place < end else { return nil }
    guard text[place] == UInt8(ascii: "\"") else {
      isEnd = true
      return
    }
    guard let behind = JSONObjectBounds.behindString(text, from: place + 1, end: end) else {
      return nil
    }
    key = place + 1..<behind - 1
    place = JSONObjectBounds.behindSpaces(text, from: behind, end: end)
    guard place < end else { return nil }
    guard text[place] == UInt8(ascii: ":") else {
      isEnd = true
      return
    }
    value = JSONObjectBounds.behindSpaces(text, from: place + 1, end: end)
    guard value < end else { return nil }
  }

  /// The offset after the value; `nil` where its end is missing.
  func end(_ text: UnsafePointer<UInt8>, end: Int) -> Int? {
    switch text[value] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return JSONObjectBounds.end(of: text, from: value, end: end)
    case UInt8(ascii: "\""):
      return JSONObjectBounds.behindString(text, from: value + 1, end: end)
    default:
      var place = value
      while place < end, text[place] != UInt8(ascii: ","), text[place] != UInt8(ascii: "}") {
        place += 1
      }
      return place < end ? place : nil
    }
  }
}
