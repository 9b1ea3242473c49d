import Datasets
import Plotting

/// The factors by the lines of the latents that carry them, as lines: at the sliders and at the encoded sample's codes, beside the
/// true ones of that sample and the error of the sliders' against these.
struct FactorTable {
  /// The lines, a heading first; empty where no latent follows a factor.
  let lines: [String]

  /// The columns and their widths.
  private struct Layout {
    /// The widest column of numbers among columns of equal width.
    static let mostNumber = 8
    /// The narrowest one that leaves room for units.
    static let leastNumber = 6
    /// The columns that are kept as the width shrinks: columns are dropped before numbers are cut.
    static let choices = [[0, 1, 2, 3, 4], [0, 1, 2, 3], [0, 1, 2], [0, 2], [0]]

    let name: Int
    let hasUnit: Bool
    /// The columns of numbers with their widths.
    let columns: [(index: Int, width: Int)]

    /// Lays out rows, in columns of equal width where no number is cut.
    init(_ rows: [[String]], name: Int, unit: Int, width: Int, glyphs: GlyphSet) {
      self.name = name
      let widths = (rows.first ?? []).indices.map { column in
        rows.map { $0[column].columns(glyphs: glyphs) }.max() ?? 0
      }
      let rest = width - name - 2
      let count = max(1, widths.count)
      let withUnit = (rest - unit - 1) / count - 1
      let fitsUnit = unit > 0 && withUnit >= Self.leastNumber
      let equal = min(Self.mostNumber, fitsUnit ? withUnit : rest / count - 1)
      guard widths.contains(where: { $0 > equal }) else {
        hasUnit = fitsUnit
        columns = widths.indices.map { ($0, equal) }
        return
      }
      func room(_ columns: [Int]) -> Int { columns.map { widths[$0] + 1 }.reduce(0, +) }
      let choices = Self.choices.map { $0.filter(widths.indices.contains) }
      let chosen = choices.first { room($0) <= rest } ?? [0]
      hasUnit = unit > 0 && room(chosen) + unit + 1 <= rest
      columns = chosen.map { ($0, max(1, min(widths[$0], rest - 1))) }
    }

    func line(_ title: String, _ cells: [String], unit: String, glyphs: GlyphSet) -> String {
      columns.reduce(" " + title.fitted(to: name, glyphs: glyphs)) { line, column in
        line + " "
          + cells[column.index].fitted(to: column.width, alignment: .right, glyphs: glyphs)
      } + (hasUnit ? " " + unit : "")
    }
  }

  init(_ state: ExplorerState, width: Int, glyphs: GlyphSet) {
    let followed = Self.followed(state)
    guard let factors = state.model?.data.factors, !followed.isEmpty else {
      lines = []
      return
    }
    let known = state.knownFactors
    let cells = followed.map { latent, index in
      Self.cells(
        state.factorValue(of: latent) ?? .nan,
        source: state.source.flatMap { state.factorValue(of: latent, at: $0.encoded.mean[latent]) },
        truth: known?[index], of: factors[index])
    }
    let heading =
      ["estimate"] + (state.source == nil ? [] : ["source"])
      + (known == nil ? [] : ["truth", "error", "range"])
    let longest = followed.map { factors[$0.factor].name.columns(glyphs: glyphs) }.max() ?? 0
    let layout = Layout(
      [heading] + cells, name: max("factor".columns(glyphs: glyphs), min(longest, width / 4)),
      unit: followed.map { factors[$0.factor].unit.columns(glyphs: glyphs) }.max() ?? 0,
      width: width, glyphs: glyphs)
    lines =
      [layout.line("factor", heading, unit: "", glyphs: glyphs)]
      + zip(followed, cells).map { row, cells in
        layout.line(
          factors[row.factor].name, cells, unit: factors[row.factor].unit, glyphs: glyphs)
      }
  }

  /// A row: the estimates at the sliders and at the source's codes, the truth, the error of the first and its share of the
  /// range, as far as they are known.
  private static func cells(
    _ value: Double, source: Double?, truth known: Double?, of factor: Factor
  ) -> [String] {
    let estimates = [value, source].compactMap(\.self).map {
      NumberText.fixed($0, decimals: factor.decimals)
    }
    guard let known else { return estimates }
    return estimates + [
      NumberText.fixed(known, decimals: factor.decimals),
      NumberText.fixed(value - known, decimals: factor.decimals, signed: true),
      share(value - known, of: factor),
    ]
  }

  /// The number of lines.
  static func rowCount(_ state: ExplorerState) -> Int {
    let count = followed(state).count
    return count == 0 ? 0 : count + 1
  }

  /// The latents that follow factors, in the order of the factors.
  private static func followed(_ state: ExplorerState) -> [(latent: Int, factor: Int)] {
    guard let factors = state.model?.data.factors else { return [] }
    return factors.indices.compactMap { index in
      state.latent(following: index).map { (latent: $0, factor: index) }
    }
  }

  /// The size of an error in percent of the factor's range.
  private static func share(_ error: Double, of factor: Factor) -> String {
    let extent = (factor.upper - factor.lower).magnitude
    guard extent > 0, extent.isFinite, error.isFinite else { return "" }
    return NumberText.fixed(error.magnitude / extent * 100, decimals: 1) + "%"
  }
}
