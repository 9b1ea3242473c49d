/// A field of comma-separated values (RFC 4180).
package enum CSVField {
  /// A text as a field: in quotes where it contains a comma, quotes or a line break, which are preserved exactly.
  package static func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { byte in
      [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(byte)
    }
    guard needsQuotes else { return text }
    // By scalars, because a combining mark after a quote makes it another character.
    var field = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { field.append(scalar) }
      field.append(scalar)
    }
    field.append("\"")
    return String(field)
  }
}
