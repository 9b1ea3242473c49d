import Diagnostics
import Plotting

extension ScoreLines {
  /// Below this width there are no intervals beside the numbers; the definitions have them.
  static let leastColumnsOfMargins = 28
  static let marginColumns = 6

  /// Half the width of an interval, of one digit or two, in six columns.
  static func marginText(_ margin: Double, glyphs: GlyphSet) -> String {
    let room = marginColumns - glyphs.plusMinus.columns(glyphs: glyphs)
    for decimals in [3, 2, 1, 0] {
      let number = NumberText.fixed(margin, decimals: decimals)
      let short = number.hasPrefix("0.") ? String(number.dropFirst()) : number
      if short.columns(glyphs: glyphs) <= min(room, margin < 1 ? 4 : 3), margin >= 9.5e-4 {
        return glyphs.plusMinus + short
      }
    }
    let brief = margin == 0 ? "0" : NumberText.scientific(margin, digits: 1)
    return brief.columns(glyphs: glyphs) <= room ? glyphs.plusMinus + brief : ""
  }

  /// What the intervals are.
  static func interval(_ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet) -> [Line] {
    guard let resampling = diagnosis.resampling else { return [] }
    let remark =
      (columns >= leastColumnsOfMargins ? "\(glyphs.plusMinus) " : "") + resampling.remark
    return remark.wrapped(to: max(1, columns - 2), glyphs: glyphs).map {
      Line(text: " " + $0, isFaint: true)
    }
  }
}
