/// Makes JSON safe to print: the values stay exact, and no terminal interprets them.
package enum JSONText {
  /// A JSON text with the scalars that ``StringProtocol/escaped`` replaces written as `\u001b`, in pairs above `\uffff`.
  ///
  /// Such scalars can only stand inside of strings, where both notations mean the same; line feeds and tabs between values stay.
  ///
  /// - Parameter text: Valid JSON.
  /// - Returns: The same JSON.
  package static func escaped(_ text: String) -> String {
    guard !text.utf8.allSatisfy(isPlain) else { return text }
    var gate = ScalarGate()
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if gate.admits(scalar) || isLayout(scalar) {
        result.append(scalar)
      } else {
        for unit in String(scalar).utf16 { result.append(contentsOf: notation(of: unit)) }
      }
    }
    return String(result)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) || byte == UInt8(ascii: "\n")
  }

  private static func isLayout(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "\r" || scalar == "\t"
  }

  private static func notation(of unit: UInt16) -> String.UnicodeScalarView {
    let digits = String(unit, radix: 16)
    return ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars
  }
}
