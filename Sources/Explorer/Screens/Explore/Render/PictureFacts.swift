import Plotting

/// The lines below the pictures: the scales, the distance from the data, what was measured.
struct PictureFacts {
  /// A line.
  enum Line {
    /// The scale of a panel.
    case legend(PicturePanel)
    /// A text and its look.
    case text(String, Style)
  }

  private let legends: [Line]
  private let gauge: [Line]
  private let table: [Line]

  init(_ state: ExplorerState, panels: [PicturePanel], width: Int, ink: Ink) {
    let distinct = panels.enumerated().filter { index, panel in
      !panels[..<index].contains {
        $0.plot.scale == panel.plot.scale && $0.plot.colorMap == panel.plot.colorMap
      }
    }
    legends = distinct.map { .legend($0.element) }
    gauge =
      state.decoded?.answer.distance.map { reading in
        let gauge = DistanceGauge(reading)
        return [.text(gauge.line(width: width, glyphs: ink.glyphs), Self.style(gauge.verdict, ink))]
      } ?? []
    table = QuantityTable(state, width: width, glyphs: ink.glyphs).lines.enumerated().map {
      .text($1, $0 == 0 ? ink.faint : ink.text)
    }
  }

  /// The lines that leave the larger part of a pane to the pictures, those that matter less left out first.
  func lines(within rows: Int) -> [Line] {
    let room = max(0, rows * 11 / 20)
    let scale = legends.prefix(1)
    let needed = scale.count + gauge.count
    // Without room for all of the table its heading goes first.
    let rest = max(0, room - needed)
    let measured = table.count <= rest ? table[...] : table.dropFirst().prefix(rest)
    let others = legends.dropFirst().prefix(max(0, rest - measured.count))
    return Array((scale + others + gauge + measured).prefix(room))
  }

  private static func style(_ verdict: DistanceGauge.Verdict, _ ink: Ink) -> Style {
    switch verdict {
    case .inside: ink.good
    case .edge: ink.warning
    case .outside: ink.error
    }
  }
}
