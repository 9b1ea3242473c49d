import Plotting
import TestSupport
import Testing

@Suite struct AnsiEncoderTests {
  private func encode(_ color: ColorMode, _ runs: [(String, Style)]) -> String {
    var frame = Frame(size: Size(columns: runs.reduce(0) { $0 + $1.0.count }, rows: 1))
    var column = 0
    for (text, style) in runs { column = frame.write(text, column: column, row: 0, style: style) }
    return AnsiEncoder(color: color).encode(frame).replacing("\u{1B}", with: "E")
  }

  @Test func onlyChangesAreWritten() {
    let blue = Style(foreground: .indexed(33))
    let loud = Style(foreground: .indexed(33), attributes: .bold)
    #expect(encode(.palette256, [("ab", .plain)]) == "ab")
    #expect(
      encode(.palette256, [("a", blue), ("bc", loud), ("d", blue)])
        == "E[38;5;33maE[1mbcE[22mdE[m")
    #expect(encode(.palette256, [("a", loud), ("b", .plain)]) == "E[1;38;5;33maE[mb")
  }

  @Test func everyColourHasItsCode() {
    let style = Style(foreground: .rgb(1, 2, 3), background: .indexed(9))
    #expect(encode(.trueColor, [("a", style)]) == "E[38;2;1;2;3;101maE[m")
    #expect(encode(.mono, [("a", style)]) == "a")
    #expect(encode(.ansi16, [("a", Style(background: .indexed(16)))]) == "E[40maE[m")
    let first = Style(foreground: .indexed(1), background: .indexed(2))
    #expect(
      encode(.palette256, [("a", first), ("b", Style(background: .indexed(2)))])
        == "E[31;42maE[39mbE[m")
  }

  @Test func weightsEndTogetherAndTheOtherIsSetAgain() {
    let both = Style(attributes: [.bold, .dim])
    #expect(encode(.mono, [("a", both), ("b", Style(attributes: .dim))]) == "E[1;2maE[22;2mbE[m")
    let marked = Style(attributes: [.underline, .reverse])
    #expect(
      encode(.mono, [("a", marked), ("b", Style(attributes: .bold))])
        == "E[4;7maE[24;27;1mbE[m")
  }

  @Test func linesStandAlone() {
    var frame = Frame(size: Size(columns: 2, rows: 3))
    frame.fill(Rect(frame.size), with: Cell("x", style: Style(attributes: .reverse)))
    #expect(
      AnsiEncoder(color: .mono).encode(frame).replacing("\u{1B}", with: "E")
        == "E[7mxxE[m\nE[7mxxE[m\nE[7mxxE[m")
    #expect(AnsiEncoder(color: .trueColor).encode(Frame(size: Size(columns: 0, rows: 0))) == "")
  }

  /// Reads the codes back as a terminal does and compares every cell.
  @Test(arguments: ColorMode.allCases)
  func aTerminalSeesTheFrame(_ mode: ColorMode) throws {
    var generator = SplitMix64(state: 21)
    for round in 0..<100 {
      var frame = Frame(size: Size(columns: 12, rows: 3))
      for row in 0..<3 {
        for column in 0..<12 {
          frame[column, row] = Cell("▀", style: randomStyle(using: &generator))
        }
      }
      let expected = frame.cells.map { $0.style.reduced(to: mode) }
      let seen = try styles(of: AnsiEncoder(color: mode).encode(frame))
      #expect(seen == expected, "seed 21, round \(round)")
    }
  }

  private func randomStyle(using generator: inout SplitMix64) -> Style {
    func color() -> Color {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: .terminal
      case 1: .indexed(UInt8.random(in: 0..<16, using: &generator))
      case 2: .indexed(UInt8.random(in: 16...255, using: &generator))
      default: .rgb(UInt8.random(in: 0...255, using: &generator), 7, 200)
      }
    }
    let attributes = Style.Attributes(rawValue: UInt8.random(in: 0..<16, using: &generator))
    return Style(foreground: color(), background: color(), attributes: attributes)
  }

  private func styles(of text: String) throws -> [Style] {
    var (result, style) = ([Style](), Style.plain)
    var rest = Substring(text)
    while let glyph = rest.popFirst() {
      if glyph == "\n" {
        #expect(style == .plain)
      } else if glyph == "\u{1B}" {
        let codes = rest.dropFirst().prefix { $0 != "m" }
        rest = rest.dropFirst(codes.count + 2)
        apply(codes.split(separator: ";").compactMap { Int($0) }, to: &style)
      } else {
        result.append(style)
      }
    }
    return result
  }

  private func apply(_ codes: [Int], to style: inout Style) {
    guard !codes.isEmpty else { return style = .plain }
    var rest = codes[...]
    while let code = rest.popFirst() {
      switch code {
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 22: style.attributes.subtract([.bold, .dim])
      case 24: style.attributes.remove(.underline)
      case 27: style.attributes.remove(.reverse)
      case 30...39, 90...97: style.foreground = color(code, base: 30, rest: &rest)
      default: style.background = color(code, base: 40, rest: &rest)
      }
    }
  }

  private func color(_ code: Int, base: Int, rest: inout ArraySlice<Int>) -> Color {
    func next() -> UInt8 { UInt8(rest.popFirst() ?? 0) }
    switch code - base {
    case 9: return .terminal
    case 8: return next() == 5 ? .indexed(next()) : .rgb(next(), next(), next())
    case 60...67: return .indexed(UInt8(code - base - 52))
    default: return .indexed(UInt8(code - base))
    }
  }
}
