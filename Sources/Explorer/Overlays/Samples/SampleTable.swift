import Plotting
import Tensors
import Models
import Datasets

/// The factors of samples in aligned columns, with names and units above them.
struct SampleTable {
  /// The heading: names, and units where there are any.
  let heading: [String]
  /// The width of a line.
  let width: Int

  private let numberWidth: Int
  private let widths: [Int]
  private let rows: [[String]]
  private let glyphs: GlyphSet

  /// Lays out a collection; for a data set only the numbers are known before a sample is encoded.
  init(_ collection: SamplesState.Collection, _ state: ExplorerState, glyphs: GlyphSet) {
    self.glyphs = glyphs
    numberWidth = 1 + String(max(0, state.count(of: collection) - 1)).count
    guard collection == .gallery, let model = state.model, let gallery = model.gallery,
      gallery.factors.rowCount > 0
    else {
      (heading, widths, rows, width) = ([], [], [], numberWidth)
      return
    }
    let factors = model.data.factors
    rows = (0..<gallery.factors.rowCount).map { index in
      zip(factors, gallery.factors.row(index)).map { factor, value in
        NumberText.fixed(Double(value), decimals: factor.decimals)
      }
    }
    let rows = rows
    let widths = factors.indices.map { factor in
      max(
        factors[factor].name.columns(glyphs: glyphs), factors[factor].unit.columns(glyphs: glyphs),
        rows.map { factor < $0.count ? $0[factor].columns(glyphs: glyphs) : 0 }.max() ?? 0)
    }
    self.widths = widths
    width = widths.reduce(numberWidth) { $0 + 1 + $1 }
    let hasUnits = factors.contains { !$0.unit.isEmpty }
    heading =
      [
        Self.line("", factors.map(\.name), numberWidth, widths, glyphs)
      ]
      + (hasUnits ? [Self.line("", factors.map(\.unit), numberWidth, widths, glyphs)] : [])
  }

  /// The line of a sample.
  func line(_ index: Int) -> String {
    Self.line("#\(index)", index < rows.count ? rows[index] : [], numberWidth, widths, glyphs)
  }

  private static func line(
    _ number: String, _ cells: [String], _ numberWidth: Int, _ widths: [Int], _ glyphs: GlyphSet
  ) -> String {
    zip(cells, widths).reduce(number.fitted(to: numberWidth, glyphs: glyphs)) { line, cell in
      line + " " + cell.0.fitted(to: cell.1, alignment: .right, glyphs: glyphs)
    }
  }
}
