import Datasets
import Plotting

/// The factors that the latents stand for, with their errors against those of the encoded sample, as lines.
struct FactorTable {
  /// The lines, a heading first; empty where no latent follows a factor.
  let lines: [String]

  /// The widest column of numbers.
  private static let mostNumber = 8
  /// The narrowest column of numbers that leaves units their room.
  private static let leastNumber = 6

  init(_ state: ExplorerState, width: Int, glyphs: GlyphSet) {
    let followed = Self.followed(state)
    guard let factors = state.model?.data.factors, !followed.isEmpty else {
      lines = []
      return
    }
    let known = state.knownFactors
    let longest = followed.map { factors[$0.factor].name.columns(glyphs: glyphs) }.max() ?? 0
    let name = max("factor".columns(glyphs: glyphs), min(longest, width / 4))
    let unit = followed.map { factors[$0.factor].unit.columns(glyphs: glyphs) }.max() ?? 0
    let rest = width - name - 2
    let withUnit = (rest - unit - 1) / 4 - 1
    let hasUnit = unit > 0 && withUnit >= Self.leastNumber
    let number = max(1, min(Self.mostNumber, hasUnit ? withUnit : rest / 4 - 1))
    func line(_ title: String, _ cells: [String], _ unit: String = "") -> String {
      cells.reduce(" " + title.fitted(to: name, glyphs: glyphs)) { line, cell in
        line + " " + cell.fitted(to: number, alignment: .right, glyphs: glyphs)
      } + (hasUnit ? " " + unit : "")
    }
    let heading = known == nil ? ["latent"] : ["latent", "source", "error", "range"]
    lines =
      [line("factor", heading)]
      + followed.map { latent, index in
        let factor = factors[index]
        let value = state.factorValue(of: latent) ?? .nan
        let text = NumberText.fixed(value, decimals: factor.decimals)
        guard let known else { return line(factor.name, [text], factor.unit) }
        let error = value - known[index]
        return line(
          factor.name,
          [
            text, NumberText.fixed(known[index], decimals: factor.decimals),
            NumberText.fixed(error, decimals: factor.decimals, signed: true),
            Self.share(error, of: factor),
          ], factor.unit)
      }
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
