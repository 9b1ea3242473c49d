import Plotting
import TestSupport
import Testing

/// Named numbers as bars, in any room.
@Suite struct BarChartTests {
  private let look = BarChart.Look(
    text: .plain, axis: .plain, bar: .plain, reference: .plain, chosen: .plain)
  private let mono = TerminalCapabilities(graphics: .ascii, color: .mono)
  private let color = TerminalCapabilities(graphics: .half, color: .trueColor)

  private func lines(
    _ chart: BarChart, _ columns: Int, _ rows: Int, from first: Int = 0,
    _ capabilities: TerminalCapabilities? = nil
  ) -> (lines: [String], hidden: Int) {
    var frame = Frame(size: Size(columns: columns, rows: rows))
    let hidden = chart.draw(
      into: &frame, in: Rect(column: 0, row: 0, columns: columns, rows: rows), from: first,
      look: look, capabilities: capabilities ?? mono)
    return (frame.lines, hidden)
  }

  @Test func barsGrowFromACommonZero() {
    let chart = BarChart([
      .init("height", numbers: ["1.5"], length: 1), .init("charge", numbers: ["-2"], length: -1),
      .init("none", numbers: ["0"], length: 0), .init("bad", numbers: ["nan"], length: .nan),
      .init("half", numbers: ["3"], length: 0.5, reference: -0.5),
    ])
    let (text, hidden) = lines(chart, 33, 5)
    #expect(hidden == 0)
    #expect(
      text == [
        "height   1.5          |##########",
        "charge    -2 #########|          ",
        "none       0          |          ",
        "bad      nan          |?         ",
        "half       3     *    |#####     ",
      ], "\(text)")
  }

  @Test func withoutNegativeNumbersBarsHaveAllTheRoom() {
    let chart = BarChart([.init("a", length: 1), .init("b", length: 0.25, reference: 1)])
    #expect(lines(chart, 11, 2).lines == ["a |########", "b |##     *"])
  }

  @Test func whatHasNoRoomIsCounted() {
    let chart = BarChart((0..<12).map { .init("name\($0)", length: 0.5) })
    let (text, hidden) = lines(chart, 20, 4)
    #expect(hidden == 9 && text[3].hasPrefix("9 more"), "\(text)")
    let (rest, below) = lines(chart, 20, 4, from: 8)
    #expect(below == 8 && rest[3].hasPrefix("name11"), "\(rest)")
    #expect(chart.visibleCount(rows: 4) == 3 && chart.visibleCount(rows: 12) == 12)
  }

  @Test func namesAndNumbersGiveWayToBars() {
    let chart = BarChart([.init("a long name", numbers: ["1.234", "5.678"], length: 1)])
    #expect(lines(chart, 40, 1).lines[0].contains("5.678"))
    #expect(!lines(chart, 24, 1).lines[0].contains("5.678"))
    #expect(lines(chart, 8, 1).lines == ["|#######"])
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func anyRoomIsHarmless(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let odd: [Float] = [.nan, .infinity, -.infinity, 2, -2, 0, 1]
    let chart = BarChart(
      (0..<Int.random(in: 0...20, using: &random)).map { index in
        BarChart.Bar(
          String(repeating: "n", count: index), numbers: ["1", "22"],
          length: odd.randomElement(using: &random) ?? 0,
          reference: Bool.random(using: &random) ? odd.randomElement(using: &random) : nil)
      }, titles: seed.isMultiple(of: 2) ? ["one", "two"] : [])
    let (columns, rows) = (
      Int.random(in: 0...60, using: &random), Int.random(in: 0...15, using: &random)
    )
    for capabilities in [mono, color] {
      let text = lines(chart, columns, rows, capabilities).lines
      #expect(text.count == rows && text.allSatisfy { $0.count == columns }, "seed \(seed)")
    }
  }
}
