import Terminal
import TestSupport
import Testing

/// Strings and answers of a terminal among the keys.
struct TerminalAnswerTests {
  private static let answers = [
    // Colours, clipboard, versions, capabilities, graphics, in the ends that terminals use.
    "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "\u{1B}]11;rgb:ff/ff/ff\u{7}", "\u{1B}]10;?\u{7}",
    "\u{1B}]4;1;rgb:cd/00/00\u{1B}\\", "\u{1B}]52;c;cXFxcXFx\u{1B}\\", "\u{1B}]lq\u{1B}\\",
    "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}P1$r0;38;2;1;2;3m\u{1B}\\", "\u{1B}P1+r524742=38\u{1B}\\",
    "\u{1B}P!|00000000\u{1B}\\", "\u{1B}P\u{7}q\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\",
    "\u{1B}^private qqq\u{1B}\\", "\u{1B}Xstart of string qqq\u{1B}\\", "\u{1B}]0;日本語\u{1B}\\",
    "\u{1B}\\", "\u{1B}]\u{1B}\\", "\u{1B}P\u{1B}\\",
    // Numbers about the cursor, the window and the terminal.
    "\u{1B}[24;80R", "\u{1B}[1;2R", "\u{1B}[1;1R", "\u{1B}[0n", "\u{1B}[?1;2c", "\u{1B}[?62;22c",
    "\u{1B}[>41;379;0c", "\u{1B}[4;600;800t", "\u{1B}[?2026;2$y", "\u{1B}[?31u",
  ]

  private static func isKey(_ input: TerminalInput) -> Bool {
    if case .key = input { true } else { false }
  }

  @Test(arguments: answers)
  func anAnswerIsNeverTyped(answer: String) {
    let bytes = Array(answer.utf8)
    for cut in 1...bytes.count {
      var decoder = KeyDecoder()
      let inputs = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
      #expect(!inputs.contains(where: Self.isKey), "cut at \(cut): \(inputs)")
      #expect(decoder.feed([0x71]) == [.key(.character("q"))], "cut at \(cut)")
    }
    // However late the rest comes, as long as one waits.
    for cut in 2..<max(3, bytes.count) {
      var decoder = KeyDecoder()
      _ = decoder.feed(bytes[..<cut])
      #expect(!decoder.expire().contains(where: Self.isKey), "ends at \(cut)")
    }
  }

  @Test func readsTheAnswersToWhatIsAsked() {
    func reports(_ text: String) -> [TerminalInput] {
      var decoder = KeyDecoder()
      return decoder.feed(Array(text.utf8))
    }
    #expect(reports("\u{1B}[0n") == [.report(.ready)])
    #expect(reports("\u{1B}[12;34R") == [.report(.cursor(row: 12, column: 34))])
    #expect(
      reports("\u{1B}]11;rgb:ffff/8080/0000\u{1B}\\") == [
        .report(.background(red: 1, green: 32896.0 / 65535, blue: 0))
      ])
    #expect(
      reports("\u{1B}]11;rgb:f/80/000\u{7}") == [
        .report(.background(red: 1, green: 128.0 / 255, blue: 0))
      ])
    let broken = [
      "", "rgb:", "rgb:1/2", "rgb:1/2/3/4", "rgb:12345/1/1", "rgb:x/1/1", "rgb:-1/1/1", "rgb://",
      "?",
    ]
    for text in broken { #expect(reports("\u{1B}]11;\(text)\u{7}") == [], "\(text)") }
  }

  @Test func aStringThatNeverEndsEndsWithAPause() {
    for introducer in "]P_^X" {
      var decoder = KeyDecoder()
      let head = Array("\u{1B}\(introducer)".utf8)
      #expect(decoder.feed(head + Array(repeating: UInt8(ascii: "q"), count: 1 << 20)) == [])
      #expect(decoder.pending == .sequence)
      #expect(decoder.expire() == [] && decoder.pending == nil)
      #expect(decoder.feed([0x71]) == [.key(.character("q"))])
    }
  }

  @Test func anotherSequenceOrACancelEndsAString() {
    var decoder = KeyDecoder()
    #expect(
      decoder.feed(Array("\u{1B}]11;rgb\u{1B}[99;5u".utf8)) == [.key(.control("c"))])
    #expect(decoder.feed(Array("\u{1B}Pabc\u{18}q".utf8)) == [.key(.character("q"))])
    #expect(decoder.feed(Array("\u{1B}]abc\u{1A}q".utf8)) == [.key(.character("q"))])
  }

  @Test func controlsOfOneByteAreSequencesToo() {
    var decoder = KeyDecoder()
    let up = TerminalInput.key(.arrow(.up, isShifted: false))
    #expect(decoder.feed([0x9B, 0x41]) == [up])
    #expect(decoder.feed([0xC2, 0x9B, 0x41]) == [up])
    #expect(decoder.feed([0x8F, 0x41]) == [up])
    #expect(decoder.feed([0x9D] + Array("11;q".utf8) + [0x9C]) == [])
    #expect(decoder.feed([0x90] + Array("qqq\u{1B}\\".utf8)) == [])
    #expect(decoder.feed([0x71]) == [.key(.character("q"))])
  }

  @Test func keepsPastedTextFromBeingKeys() {
    func inputs(_ text: String) -> [TerminalInput] {
      var decoder = KeyDecoder()
      return decoder.feed(Array(text.utf8))
    }
    #expect(
      inputs("\u{1B}[200~q\u{1B}[Ax\u{1B}[201~z") == [
        .paste("q\u{1B}[Ax"), .key(.character("z")),
      ])
    #expect(inputs("\u{1B}[200~\u{1B}[20\u{1B}\u{1B}[201~") == [.paste("\u{1B}[20\u{1B}")])
    #expect(inputs("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    #expect(inputs("\u{1B}[200~\u{1B}[200~é日\u{1B}[201~") == [.paste("\u{1B}[200~é日")])
  }

  @Test func aPasteEndsAtItsMarkAndNowhereElse() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array("\u{1B}[200~".utf8)) == [])
    for _ in 0..<40 {
      #expect(decoder.feed(Array(repeating: UInt8(ascii: "q"), count: 8192)) == [])
      #expect(decoder.pending == nil && decoder.expire() == [])
    }
    let inputs = decoder.feed(Array("rest\u{1B}[201~j".utf8))
    let text = String(repeating: "q", count: 65_536)
    #expect(inputs == [.paste(text), .key(.character("j"))])
  }

  @Test func neverDependsOnHowBytesAreCut() {
    let typed = Array(
      "a\u{1B}[1;2Cé\u{1B}OA\u{1B}[200~two\nlines\u{1B}[201~😀\u{1B}[5~\u{1B}[<3;4;5m\u{1B}]11;?\u{7}\u{1B}[97;5uq"
        .utf8)
    var whole = KeyDecoder()
    let expected = whole.feed(typed)
    #expect(expected.count == 9)
    for cut in 0...typed.count {
      for second in cut...typed.count {
        var decoder = KeyDecoder()
        let parts = decoder.feed(typed[..<cut]) + decoder.feed(typed[cut..<second])
        #expect(parts + decoder.feed(typed[second...]) == expected, "cuts \(cut), \(second)")
      }
    }
  }
}
