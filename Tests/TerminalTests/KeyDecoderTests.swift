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

  @Test(arguments: [
    ("[A", Key.arrow(.up, isShifted: false)), ("OA", .arrow(.up, isShifted: false)),
    ("[D", .arrow(.left, isShifted: false)), ("OD", .arrow(.left, isShifted: false)),
    ("[1;2C", .arrow(.right, isShifted: true)), ("[1;5C", .arrow(.right, isShifted: false)),
    ("[1;6B", .arrow(.down, isShifted: true)), ("[b", .arrow(.down, isShifted: true)),
    ("Ob", .arrow(.down, isShifted: false)),
    ("[5~", .pageUp), ("[6~", .pageDown), ("[H", .home), ("OH", .home), ("[1~", .home),
    ("[7~", .home), ("[F", .end), ("OF", .end), ("[4~", .end), ("[8~", .end), ("[3~", .delete),
    ("[Z", .backtab), ("OM", .enter), ("OP", .function(1)), ("[11~", .function(1)),
    ("[[A", .function(1)), ("[[E", .function(5)), ("[15~", .function(5)), ("[17~", .function(6)),
    ("[24~", .function(12)), ("[1;2P", .function(1)),
  ])
  func decodesSequencesOfBothModes(tail: String, key: Key) {
    #expect(keys("\u{1B}" + tail) == [.key(key)])
  }

  @Test(arguments: [
    "[<0;10;20M", "[M !!", "[I", "[O", "[?1;2c", "[2~", "[99~", "[12;40u", "[>1;10;0c",
    "[" + String(repeating: "1;", count: 40) + "m",
  ])
  func swallowsWhatIsNoKey(tail: String) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array(("\u{1B}" + tail + "x").utf8)) == [.key(.character("x"))])
    #expect(decoder.pending == nil)
  }

  @Test func tellsEscapeFromASequenceByTime() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.pending == .sequence)
    #expect(decoder.expire() == [.key(.escape)])
    #expect(decoder.pending == nil)
    #expect(keys("\u{1B}q") == [.key(.escape), .key(.character("q"))])
    #expect(keys("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(keys("\u{1B}[") == [.key(.escape), .key(.character("["))])
  }

  @Test func dropsTheRestOfASequenceThatNeverEnds() {
    #expect(keys("\u{1B}[1;2") == [])
    #expect(keys("\u{1B}[1\u{1B}[A") == [.key(.arrow(.up, isShifted: false))])
    #expect(keys("\u{E2}".unicodeScalars.map { String($0) }.joined()) == [.key(.character("â"))])
  }

  @Test func keepsPastedTextFromBeingKeys() {
    #expect(
      keys("\u{1B}[200~q\u{1B}[Ax\u{1B}[201~z") == [
        .paste("q\u{1B}[Ax"), .key(.character("z")),
      ])
    #expect(keys("\u{1B}[200~lost end") == [.paste("lost end")])
  }

  @Test func neverDependsOnHowBytesAreCut() {
    let typed = Array(
      "a\u{1B}[1;2Cé\u{1B}OA\u{1B}[200~two\nlines\u{1B}[201~😀\u{1B}[5~\u{1B}[<3;4;5mq".utf8)
    var whole = KeyDecoder()
    let expected = whole.feed(typed)
    #expect(expected.count == 8)
    for cut in 0...typed.count {
      for second in cut...typed.count {
        var decoder = KeyDecoder()
        let parts = decoder.feed(typed[..<cut]) + decoder.feed(typed[cut..<second])
        #expect(parts + decoder.feed(typed[second...]) == expected, "cuts \(cut), \(second)")
      }
    }
  }

  @Test func survivesAnyBytes() {
    for seed in UInt64(0)..<200 {
      var generator = SplitMix64(state: seed)
      let bytes = (0..<300).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : Array("\u{1B}[O;12~A".utf8).randomElement(using: &generator) ?? 0
      }
      var decoder = KeyDecoder()
      _ = decoder.feed(bytes)
      _ = decoder.expire()
      #expect(decoder.pending == nil, "seed \(seed)")
      #expect(decoder.feed([0x71]) == [.key(.character("q"))], "seed \(seed)")
    }
  }
}
