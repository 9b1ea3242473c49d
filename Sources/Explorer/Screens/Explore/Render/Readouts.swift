import Plotting

/// The distance from the data and what was measured, as lines.
struct Readouts {
  /// A line and its look.
  struct Line {
    let text: String
    let style: Style
  }

  private let gauge: [Line]
  private let table: [Line]

  init(_ state: ExplorerState, width: Int, ink: Ink) {
    gauge =
      state.decoded?.answer.distance.map { reading in
        let gauge = DistanceGauge(reading)
        return [
          Line(
            text: gauge.line(width: width, glyphs: ink.glyphs),
            style: Self.style(gauge.verdict, ink))
        ]
      } ?? []
    table = QuantityTable(state, width: width, glyphs: ink.glyphs).lines.enumerated().map {
      Line(text: $1, style: $0 == 0 ? ink.faint : ink.text)
    }
  }

  /// The number of lines with unlimited room.
  static func rowCount(_ state: ExplorerState) -> Int {
    guard let answer = state.decoded?.answer else { return 0 }
    let quantities = answer.quantities.count
    return (answer.distance == nil ? 0 : 1) + (quantities == 0 ? 0 : quantities + 1)
  }

  /// The lines that some rows hold; without room for all of the table its heading goes first.
  func lines(within rows: Int) -> [Line] {
    let rest = rows - gauge.count
    let measured = table.count <= rest ? table[...] : table.dropFirst().prefix(max(0, rest))
    return Array((gauge + measured).prefix(max(0, rows)))
  }

  private static func style(_ verdict: DistanceGauge.Verdict, _ ink: Ink) -> Style {
    switch verdict {
    case .inside: ink.good
    case .edge: ink.warning
    case .outside: ink.error
    }
  }
}

extension Frame {
  /// Draws read-outs at the top of a block.
  mutating func draw(_ readouts: Readouts, in rect: Rect, ink: Ink) {
    for (index, line) in readouts.lines(within: rect.rows).enumerated() {
      writeField(
        line.text, column: rect.column, row: rect.row + index, columns: rect.columns,
        style: line.style, glyphs: ink.glyphs)
    }
  }
}
