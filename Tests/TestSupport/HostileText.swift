/// Text that would steer a terminal, hide itself or forge a line, and the rule that nothing printed may break.
package enum HostileText {
  /// A text for every kind of attack: title, clipboard, a forged line, the C1 controls, direction, invisible characters and a stack
  /// of marks; short enough for the name of a file.
  package static let text =
    "h\u{1B}]0;t\u{7}\u{1B}]52;c;eA==\u{7}\nmig 1.000\r\u{B}\u{C}\u{8}\u{7F}\u{9B}2J\u{85}\u{90}"
    + "\u{202E}\u{2066}\u{200E}\u{61C}\u{200B}\u{200D}\u{2028}\u{2029}\u{FEFF}\u{2060}\u{AD}\u{E0041}\u{FE0F}a"
    + String(repeating: "\u{301}", count: 20)

  /// How the text begins where it is shown.
  package static let shown = "h\\u{1B}]0;t\\u{7}"

  /// The line that the text tries to forge.
  package static let forgedLine = "mig 1.000"

  /// The same text as the inside of a string of JSON or TOML.
  package static let quoted: String = text.unicodeScalars.map { scalar in
    guard scalar.value < 0x20 || scalar.value == 0x7F else { return String(scalar) }
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }.joined()

  /// What must not be in a text that was printed, with its place; line feeds are the program's own.
  ///
  /// - Parameters:
  ///   - text: What was printed.
  ///   - hasColors: Whether the codes of colours and attributes may be in it.
  /// - Returns: What is wrong, in words; empty when all is well.
  package static func faults(in text: String, hasColors: Bool = false) -> [String] {
    var faults: [String] = []
    var marks = 0
    let scalars = Array((hasColors ? withoutColors(text) : text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() where scalar != "\n" {
      if isForbidden(scalar) { faults.append("U+\(String(scalar.value, radix: 16)) at \(index)") }
      marks = (0x300...0x36F).contains(scalar.value) ? marks + 1 : 0
      if marks == 5 { faults.append("a stack of marks at \(index)") }
    }
    if text.split(separator: "\n").contains(where: { $0.hasPrefix(forgedLine) }) {
      faults.append("a forged line")
    }
    return faults
  }

  /// The rule by ranges, apart from that of the program.
  package static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5,
      0x180B...0x180F,
      0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xD800...0xF8FF, 0xFE00...0xFE0F,
      0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF,
      0xF0000...0x10FFFF:
      true
    default: false
    }
  }

  /// The text without `ESC [ numbers m`.
  private static func withoutColors(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let codes = rest.dropFirst().prefix { $0 == ";" || ("0"..."9").contains($0) }
      if scalar == "\u{1B}", rest.first == "[", rest[codes.endIndex...].first == "m" {
        rest = rest[rest.index(after: codes.endIndex)...]
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
