import Plotting

/// The measurements of the decoded sample and of the source, or of the simulator while it is shown, as lines.
struct QuantityTable {
  /// The lines, a heading first; empty when nothing was measured.
  let lines: [String]

  /// The columns for four digits with sign, point and leading zero.
  private static let leastValue = 7
  private static let mostValue = 9

  init(_ state: ExplorerState, width: Int, glyphs: GlyphSet) {
    let quantities = state.decoded?.answer.quantities ?? []
    let simulated = state.simulation?.sample?.quantities
    let source = simulated ?? state.source?.encoded.quantities ?? []
    let reference = simulated == nil ? "source" : "simulator"
    guard !quantities.isEmpty else {
      lines = []
      return
    }
    let unit = quantities.map { $0.unit.columns(glyphs: glyphs) }.max() ?? 0
    // A blank before each of the four columns.
    let room = width - unit - 2 * Self.leastValue - 4
    let names = Self.names(quantities, within: room, glyphs)
    let rows = quantities.enumerated().map { index, quantity in
      Row(
        name: names[index], decoded: Self.text(quantity.value),
        source: index < source.count ? Self.text(source[index].value) : "", unit: quantity.unit)
    }
    let longest = names.map { $0.columns(glyphs: glyphs) }.max() ?? 0
    guard longest <= room else {
      lines = [" decoded/\(reference)"] + rows.map(\.compact)
      return
    }
    let value = min(Self.mostValue, Self.leastValue + (room - longest) / 2)
    let head = Row(name: "", decoded: "decoded", source: reference, unit: "")
    lines = ([head] + rows).map { row in
      " " + row.name.fitted(to: longest, glyphs: glyphs) + " "
        + row.decoded.fitted(to: value, alignment: .right, glyphs: glyphs) + " "
        + row.source.fitted(to: value, alignment: .right, glyphs: glyphs) + " "
        + row.unit
    }
  }

  /// The names, or the short ones where they do not fit.
  private static func names(
    _ quantities: [MeasuredQuantity], within columns: Int, _ glyphs: GlyphSet
  ) -> [String] {
    let names = quantities.map(\.name)
    guard names.contains(where: { $0.columns(glyphs: glyphs) > columns }) else { return names }
    let short = quantities.map(\.shortName)
    return Set(short).count == names.count ? short : names
  }

  private static func text(_ value: Double) -> String {
    value.isFinite ? NumberText.compact(value, digits: 4) : "-"
  }
}

/// A quantity as text.
private struct Row {
  let name: String
  let decoded: String
  let source: String
  let unit: String

  /// All in as few columns as possible.
  var compact: String {
    " \(name) \(decoded)" + (source.isEmpty ? "" : "/" + source) + " " + unit
  }
}
