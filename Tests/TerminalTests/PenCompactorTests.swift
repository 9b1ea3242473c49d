import TestSupport
import Testing

@testable import Terminal

struct PenCompactorTests {
  private func compacted(_ texts: String...) -> String {
    var compactor = PenCompactor()
    var bytes: [UInt8] = []
    for text in texts { compactor.compact(Array(text.utf8), into: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func sendsOnlyWhatTheNextCharacterNeeds() {
    let start = "\u{1B}[mx"
    #expect(
      compacted(start, "\u{1B}[38;5;1m\u{1B}[48;5;2ma\u{1B}[38;5;3m\u{1B}[48;5;2mb")
        == "\u{1B}[0mx\u{1B}[38;5;1;48;5;2ma\u{1B}[38;5;3mb")
    #expect(
      compacted(start, "\u{1B}[1mA\u{1B}[0m\u{1B}[5;6H\u{1B}[1mB")
        == "\u{1B}[0mx\u{1B}[1mA\u{1B}[5;6HB")
    #expect(compacted(start, "\u{1B}[7ma\u{1B}[27mb") == "\u{1B}[0mx\u{1B}[7ma\u{1B}[0mb")
    #expect(compacted(start, "\u{1B}[31m\u{1B}[m") == "\u{1B}[0mx")
  }

  @Test func drawsHalvesInTheCheapestOfThreeWays() {
    let start = "\u{1B}[0;38;5;100;48;5;101m▀"
    func drawn(_ top: Int, _ bottom: Int) -> String {
      String(compacted(start, "\u{1B}[38;5;\(top);48;5;\(bottom)m▀").dropFirst(start.count))
    }
    #expect(drawn(100, 101) == "▀")
    #expect(drawn(100, 7) == "\u{1B}[48;5;7m▀")
    #expect(drawn(101, 7) == "\u{1B}[38;5;7m▄")
    #expect(drawn(101, 100) == "▄")
    #expect(drawn(100, 100) == "█")
    #expect(drawn(101, 101) == " ")
    #expect(drawn(7, 7) == "\u{1B}[48;5;7m ")
    #expect(drawn(7, 8) == "\u{1B}[38;5;7;48;5;8m▀")
  }

  @Test func sendsThePenBeforeWhateverMayDrawWithIt() {
    #expect(compacted("\u{1B}[44m\u{1B}[K") == "\u{1B}[0;44m\u{1B}[K")
    #expect(compacted("\u{1B}[44m\u{1B}[?25l") == "\u{1B}[0;44m\u{1B}[?25l")
    #expect(compacted("\u{1B}[44m\u{1B}[10m") == "\u{1B}[0;44m\u{1B}[10m")
    #expect(compacted("\u{1B}[44m\u{1B}[38:5:1m") == "\u{1B}[0;44m\u{1B}[38:5:1m")
    #expect(compacted("\u{1B}[44m\u{1B}[38;5;1000m") == "\u{1B}[0;44m\u{1B}[38;5;1000m")
  }

  @Test func writesRepetitionsOut() {
    let start = "\u{1B}[m"
    #expect(compacted(start, "a\u{1B}[3b") == "\u{1B}[0maaaa")
    #expect(
      compacted(start, "\u{1B}[41ma\u{1B}[2b\u{1B}[m \u{1B}[b") == "\u{1B}[0;41maaa\u{1B}[49m  ")
  }

  @Test func changesNothingOnTheScreen() {
    let pieces = [
      "\u{1B}[m", "\u{1B}[1m", "\u{1B}[2;4m", "\u{1B}[7m", "\u{1B}[22m", "\u{1B}[24m", "\u{1B}[27m",
      "\u{1B}[31m", "\u{1B}[97m", "\u{1B}[45m", "\u{1B}[105m", "\u{1B}[39m", "\u{1B}[49m",
      "\u{1B}[38;5;200m", "\u{1B}[48;5;17m", "\u{1B}[38;2;1;2;3m", "\u{1B}[48;2;250;0;9m",
      "\u{1B}[0;1;38;5;9;48;2;1;1;1m", "\u{1B}[39;49m", "\u{1B}(B", "\u{1B}[K", "\u{1B}[3X",
      "\u{1B}[J",
      "\u{1B}[2;3H", "\u{1B}[4d", "\u{1B}[7G", "\u{1B}[A", "\r", "\u{8}", "\n", "a", "bc", "é", "▀",
      "d\u{1B}[4b", " \u{1B}[3b",
    ]
    for seed in UInt64(0)..<300 {
      var generator = SplitMix64(state: seed)
      var compactor = PenCompactor()
      var (plain, short) = (ScreenModel(columns: 12, rows: 6), ScreenModel(columns: 12, rows: 6))
      for _ in 0..<5 {
        let frame = (0..<40).flatMap { _ in
          Array((pieces.randomElement(using: &generator) ?? "").utf8)
        }
        var bytes: [UInt8] = []
        compactor.compact(frame, into: &bytes)
        plain.feed(frame)
        short.feed(bytes)
        #expect(plain.looks == short.looks && plain.modes == short.modes, "seed \(seed)")
      }
    }
  }
}
