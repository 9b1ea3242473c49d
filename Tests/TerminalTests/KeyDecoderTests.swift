import Terminal
import TestSupport
import Testing

struct KeyDecoderTests {
  private func keys(_ text: String) -> [TerminalInput] {
    var decoder = KeyDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.expire()
  }

  @Test(arguments: [
    ("a", Key.character("a")), ("A", .character("A")), (" ", .character(" ")),
    ("é", .character("é")), ("⣿", .character("⣿")), ("😀", .character("😀")),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{10}", .control("p")), ("\u{0}", .control(" ")), ("\u{1F}", .control("_")),
  ])
  func decodesPlainKeys(bytes: String, key: Key) {
    #expect(keys(bytes) == [.key(key)])
  }

  /// Sequences behind their escape, as xterm, rxvt, PuTTY, the Linux console, tmux, screen and kitty spell them.
  static let sequences: [(String, Key)] = [
    ("[A", .arrow(.up, isShifted: false)), ("OA", .arrow(.up, isShifted: false)),
    ("[D", .arrow(.left, isShifted: false)), ("OD", .arrow(.left, isShifted: false)),
    ("[1;2C", .arrow(.right, isShifted: true)), ("[1;5C", .arrow(.right, isShifted: false)),
    ("[1;6B", .arrow(.down, isShifted: true)), ("[b", .arrow(.down, isShifted: true)),
    ("Ob", .arrow(.down, isShifted: false)), ("[1;1:2A", .arrow(.up, isShifted: false)),
    ("[5~", .pageUp), ("[6~", .pageDown), ("[H", .home), ("OH", .home), ("[1~", .home),
    ("[7~", .home), ("[F", .end), ("OF", .end), ("[4~", .end), ("[8~", .end), ("[3~", .delete),
    ("[Z", .backtab), ("OM", .enter), ("OP", .function(1)), ("[11~", .function(1)),
    ("[[A", .function(1)), ("[[E", .function(5)), ("[15~", .function(5)), ("[17~", .function(6)),
    ("[24~", .function(12)), ("[1;2P", .function(1)), ("OR", .function(3)), ("[R", .function(3)),
    ("[13~", .function(3)), ("Oj", .character("*")), ("Ok", .character("+")),
    ("Om", .character("-")), ("On", .character(".")), ("Oo", .character("/")),
    ("Op", .character("0")), ("Oy", .character("9")), ("OI", .tab), ("OX", .character("=")),
  ]

  @Test(arguments: sequences)
  func decodesSequencesOfBothModes(tail: String, key: Key) {
    #expect(keys("\u{1B}" + tail) == [.key(key)])
  }

  /// kitty's protocol and xterm's modifyOtherKeys.
  static let codes: [(String, Key)] = [
    ("[113u", .character("q")), ("[113;1u", .character("q")), ("[113;1:1u", .character("q")),
    ("[113;1:2u", .character("q")), ("[113;129u", .character("q")), ("[97;2u", .character("A")),
    ("[97;65u", .character("A")), ("[97;66u", .character("a")), ("[97:65;2u", .character("A")),
    ("[49:33;2u", .character("!")), ("[97;2;65u", .character("A")), ("[233u", .character("é")),
    ("[99;5u", .control("c")), ("[99;6u", .control("c")), ("[27;5;99~", .control("c")),
    ("[27;6;67~", .control("c")), ("[27;2;65~", .character("A")), ("[27;5;32~", .control(" ")),
    ("[109;5u", .enter), ("[105;5u", .tab), ("[91;5u", .escape), ("[27u", .escape),
    ("[13u", .enter),
    ("[13;5u", .enter), ("[9u", .tab), ("[9;2u", .backtab), ("[127u", .backspace),
    ("[57399u", .character("0")), ("[57409u", .character(".")), ("[57414u", .enter),
    ("[57416u", .character(",")), ("[57419u", .arrow(.up, isShifted: false)), ("[57426u", .delete),
  ]

  @Test(arguments: codes)
  func decodesKeysAsNumbers(tail: String, key: Key) {
    #expect(keys("\u{1B}" + tail) == [.key(key)])
  }

  @Test(arguments: [
    "[<0;10;20M", "[M !!", "[I", "[O", "[?1;2c", "[2~", "[99~", "[12;3;40t", "[>1;10;0c",
    "[" + String(repeating: "1;", count: 40) + "m", "[" + String(repeating: "1", count: 9000) + "A",
    // Keys that were released, that type nothing, and that are held with keys that change their meaning.
    "[113;1:3u", "[1;1:3A", "[3;1:3~", "[57441;2u", "[57358u", "[113;3u", "[113;9u", "[27;3;113~",
    "[u", "[;5u", "[99999999u", "[55296u", "[18446744073709551616u", "[0u", "[27;5~", "[49;5u",
    "[?2026;2$y", "[?62;4c", "[8;24;80t", "[4;384;640t", "[>4;1m", "[?1u", "Oz", "OO",
  ])
  func swallowsWhatIsNoKey(tail: String) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array(("\u{1B}" + tail + "x").utf8)) == [.key(.character("x"))])
    #expect(decoder.pending == nil)
  }

  @Test(arguments: Array("qxQ1 :/\\\r\t\u{7F}\u{3}é日"))
  func aKeyHeldWithAlternateIsNotTheKey(key: Character) {
    #expect(keys("\u{1B}" + String(key) + "j") == [.key(.character("j"))])
  }

  @Test func tellsEscapeFromASequenceByTime() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.pending == .escape)
    #expect(decoder.expire() == [.key(.escape)])
    #expect(decoder.pending == .rest)
    #expect(decoder.expire() == [])
    #expect(decoder.pending == nil)
    #expect(keys("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
  }

  @Test func waitsLongForWhatIsMoreThanAnEscape() {
    for head in ["[", "O", "[1", "[1;", "[1;2", "[M", "[[", "]11", "P1$r", "_G", "^", "X", "é"] {
      var decoder = KeyDecoder()
      #expect(decoder.feed(Array(("\u{1B}" + head).utf8).dropLast(head == "é" ? 1 : 0)) == [])
      #expect(decoder.pending == .sequence, "\(head)")
      #expect(decoder.pending?.patience == .seconds(1))
      #expect(decoder.expire() == [] && decoder.pending == nil, "\(head)")
    }
  }

  /// What comes when a pause is longer than the wait for an escape.
  @Test(arguments: sequences + codes)
  func knowsTheRestOfASequenceAfterItsEscape(tail: String, key: Key) {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) + decoder.expire() == [.key(.escape)])
    #expect(decoder.feed(Array(tail.utf8)) == [.key(key)])
    // Byte by byte, with pauses that nothing but a lone escape minds; small letters would be keys.
    guard tail.dropFirst().first?.isLowercase == false, !["OI", "OX"].contains(tail) else { return }
    #expect(decoder.feed([0x1B]) + decoder.expire() == [.key(.escape)])
    #expect(tail.utf8.flatMap { decoder.feed([$0]) } == [.key(key)])
    #expect(decoder.pending == nil)
  }

  @Test func whatIsTypedSoonAfterEscapeIsTyped() {
    func afterEscape(_ text: String) -> [TerminalInput] {
      var decoder = KeyDecoder()
      _ = decoder.feed([0x1B]) + decoder.expire()
      return decoder.feed(Array(text.utf8)) + decoder.expire()
    }
    #expect(afterEscape("q") == [.key(.character("q"))])
    #expect(afterEscape("[") == [.key(.character("["))])
    #expect(afterEscape("[x") == [.key(.character("[")), .key(.character("x"))])
    #expect(afterEscape("[\u{1B}") == [.key(.character("[")), .key(.escape)])
    #expect(afterEscape("P") == [.key(.character("P"))])
    #expect(afterEscape("]x") == [.key(.character("]")), .key(.character("x"))])
    #expect(afterEscape("\u{1B}[A") == [.key(.arrow(.up, isShifted: false))])
    for answer in [
      "]11;rgb:1/1/1\u{7}", "P1$r0m\u{1B}\\", "P>|tmux 3.3a\u{1B}\\", "_Gi=1;OK\u{1B}\\",
    ] {
      #expect(!afterEscape(answer).contains { if case .key = $0 { true } else { false } })
    }
  }

  @Test func dropsTheRestOfASequenceThatNeverEnds() {
    #expect(keys("\u{1B}[1;2") == [])
    #expect(keys("\u{1B}[1\u{1B}[A") == [.key(.arrow(.up, isShifted: false))])
    #expect(keys("\u{1B}[1\r") == [.key(.enter)])
  }

  @Test func survivesAnyBytes() {
    for seed in UInt64(0)..<200 {
      var generator = SplitMix64(state: seed)
      let bytes = (0..<300).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : Array("\u{1B}[O;12~A]P".utf8).randomElement(using: &generator) ?? 0
      }
      var decoder = KeyDecoder()
      _ = decoder.feed(bytes)
      while decoder.pending != nil { _ = decoder.expire() }
      #expect(decoder.feed([0x71]) == [.key(.character("q"))], "seed \(seed)")
    }
  }
}
