import Escaping
import TestSupport
import Testing

/// What is shown of a text is one line that no terminal obeys.
struct EscapingTests {
  @Test(
    "what a terminal would obey, or nobody would see, is written as its number",
    arguments: [
      ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{7}"), ("a\nmig 1.000", "a\\u{A}mig 1.000"),
      ("\r\n", "\\u{D}\\u{A}"), ("a\tb", "a\\u{9}b"), ("\u{0}", "\\u{0}"), ("\u{7F}", "\\u{7F}"),
      ("\u{9B}2J", "\\u{9B}2J"), ("\u{85}", "\\u{85}"), ("\u{B}\u{C}", "\\u{B}\\u{C}"),
      ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("a\u{202E}b\u{202C}", "a\\u{202E}b\\u{202C}"),
      ("\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}", "\\u{2066}\\u{2069}\\u{200E}\\u{200F}\\u{61C}"),
      ("a\u{200B}\u{200C}\u{200D}b", "a\\u{200B}\\u{200C}\\u{200D}b"),
      ("\u{FEFF}\u{2060}\u{AD}", "\\u{FEFF}\\u{2060}\\u{AD}"),
      ("\u{E0001}\u{E0041}", "\\u{E0001}\\u{E0041}"), ("\u{2764}\u{FE0F}", "\u{2764}\\u{FE0F}"),
      ("\u{3164}\u{115F}", "\\u{3164}\\u{115F}"), ("\u{E000}", "\\u{E000}"),
    ])
  func escapes(text: String, shown: String) {
    #expect(text.escaped == shown)
    #expect(!text.isEscaped && shown.isEscaped)
  }

  @Test(
    "what people write stays as it is",
    arguments: [
      "", "loss/train", "C:\\new\\u{1B}", "σ² in µm – naïve Ångström", "e\u{301}", "北京", "😀",
      "हिन्दी", "ไม่", "\u{A0}", "✓ ▀⣿",
    ])
  func keeps(text: String) {
    #expect(text.escaped == text && text.isEscaped)
  }

  @Test("marks are shown on letters, four at most")
  func marks() {
    let four = String(repeating: "\u{301}", count: 4)
    #expect(("a" + four).escaped == "a" + four)
    #expect(("a" + four + "\u{301}b").escaped == "a" + four + "\\u{301}b")
    #expect("\u{301}a".escaped == "\\u{301}a")
    #expect("\"\u{301}".escaped == "\"\\u{301}")
    #expect("a\u{1B}\u{301}".escaped == "a\\u{1B}\\u{301}")
  }

  @Test("a text is cut before it is escaped, so that no escape is cut")
  func limit() {
    #expect("ab\u{1B}cd".escaped(limit: 3) == "ab\\u{1B}…")
    #expect("abc".escaped(limit: 3) == "abc")
    #expect("".escaped(limit: 0) == "" && "a".escaped(limit: 0) == "…")
  }

  @Test("whatever the scalars, the text is one line without controls, and stays so")
  func anyScalars() {
    for seed in 0..<UInt64(200) {
      var random = SplitMix64(state: seed)
      let text = Self.text(&random)
      let shown = text.escaped
      #expect(shown.isEscaped && shown.escaped == shown, "seed \(seed)")
      #expect(!shown.contains { $0.isNewline }, "seed \(seed)")
      #expect(shown.unicodeScalars.allSatisfy { !$0.isForbidden }, "seed \(seed)")
    }
  }

  /// Scalars of all planes, among them many that are forbidden.
  static func text(_ random: inout SplitMix64) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let value =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: UInt32.random(in: 0...0xFF, using: &random)
        case 1: UInt32.random(in: 0x300...0x36F, using: &random)
        case 2: UInt32.random(in: 0x2000...0x20FF, using: &random)
        default: UInt32.random(in: 0...0x10FFFF, using: &random)
        }
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
