/// A number as people and programs write it into tables.
enum CSVNumber {
  /// The value of a field; `nil` when it is no number.
  ///
  /// Spaces around it and a plus sign are accepted, hexadecimal notation is not; `nan` and `inf` are numbers.
  static func value(of field: String) -> Float? {
    let text = trimmed(field)
    guard let first = text.utf8.first,
      !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") })
    else { return nil }
    // A payload, as in nan(0x1), is not for tables.
    guard first != UInt8(ascii: "("), text.utf8.last != UInt8(ascii: ")") else { return nil }
    return Double(text).map { Float($0) }
  }

  /// Whether a field holds nothing but spaces.
  static func isEmpty(_ field: String) -> Bool { trimmed(field).isEmpty }

  private static func trimmed(_ field: String) -> Substring {
    var text = Substring(field)
    while text.utf8.first == 0x20 { text.removeFirst() }
    while text.utf8.last == 0x20 { text.removeLast() }
    return text
  }
}
