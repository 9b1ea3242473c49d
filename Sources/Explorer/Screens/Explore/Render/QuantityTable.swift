import Plotting

/// What was measured from the decoded sample and from the source, as lines.
struct QuantityTable {
  /// The lines, a heading first; empty when nothing was measured.
  let lines: [String]

  private static let valueWidth = 8
  /// The narrowest pane with a column for each part.
  private static let tableWidth = 36

  init(_ state: ExplorerState, width: Int, glyphs: GlyphSet) {
    let quantities = state.decoded?.answer.quantities ?? []
    let source = state.source?.encoded.quantities ?? []
    let rows = quantities.enumerated().map { index, quantity in
      Row(
        name: quantity.name, decoded: Self.text(quantity.value),
        source: index < source.count ? Self.text(source[index].value) : "", unit: quantity.unit)
    }
    guard !rows.isEmpty else {
      lines = []
      return
    }
    guard width >= Self.tableWidth else {
      lines = [" decoded/source"] + rows.map(\.compact)
      return
    }
    let unit = rows.map(\.unit.count).max() ?? 0
    let rest = width - 2 * (Self.valueWidth + 1) - unit - 2
    let name = min(rest, max(8, rows.map(\.name.count).max() ?? 0))
    let head = Row(name: "measured", decoded: "decoded", source: "source", unit: "")
    lines = ([head] + rows).map { row in
      " " + row.name.fitted(to: name, glyphs: glyphs) + " "
        + row.decoded.fitted(to: Self.valueWidth, alignment: .right, glyphs: glyphs) + " "
        + row.source.fitted(to: Self.valueWidth, alignment: .right, glyphs: glyphs) + " "
        + row.unit
    }
  }

  private static func text(_ value: Double) -> String {
    NumberText.compact(value, digits: 4)
  }
}

/// A quantity as text.
private struct Row {
  let name: String
  let decoded: String
  let source: String
  let unit: String

  /// All in as few columns as it takes.
  var compact: String {
    " \(name) \(decoded)" + (source.isEmpty ? "" : "/" + source) + " " + unit
  }
}
