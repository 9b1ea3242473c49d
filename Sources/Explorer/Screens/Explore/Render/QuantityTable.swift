import Plotting

/// What was measured from the decoded sample and from the source, as lines.
struct QuantityTable {
  /// The lines, a heading first; empty when nothing was measured.
  let lines: [String]

  init(_ state: ExplorerState, width: Int, glyphs: GlyphSet) {
    guard let quantities = state.decoded?.answer.quantities, !quantities.isEmpty else {
      lines = []
      return
    }
    let source = state.source?.encoded.quantities ?? []
    let name = min(18, quantities.map { $0.name.count }.max() ?? 0, max(4, width - 22))
    func line(_ label: String, _ decoded: String, _ other: String, _ unit: String) -> String {
      " " + label.fitted(to: name, glyphs: glyphs) + " "
        + decoded.fitted(to: 9, alignment: .right, glyphs: glyphs) + " "
        + other.fitted(to: 9, alignment: .right, glyphs: glyphs) + " " + unit
    }
    lines =
      [line("measured", "decoded", source.isEmpty ? "" : "source", "")]
      + quantities.enumerated().map { index, quantity in
        let other = index < source.count ? Self.text(source[index].value) : ""
        return line(quantity.name, Self.text(quantity.value), other, quantity.unit)
      }
  }

  private static func text(_ value: Double) -> String {
    NumberText.compact(value, digits: 4)
  }
}
