import Diagnostics
import Plotting

/// The lines of the scores: metrics, predictions, remarks.
struct ScoreLines {
  /// A line and its importance.
  struct Line: Equatable {
    /// The text, with blanks.
    let text: String
    /// Whether it is drawn faintly, such as a metric without a number.
    let isFaint: Bool
  }

  /// The lines from the top.
  let lines: [Line]

  private static let shortNames: [FactorPrediction.Subset: String] = [
    .all: "all", .auxiliary: "aux", .remaining: "rest", .remainingDrawn: "draw",
  ]

  init(_ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet) {
    let metrics = zip(MetricDefinition.all, diagnosis.metrics).map { definition, value in
      Self.line(
        definition, value, unit: diagnosis.unit(of: definition), columns: columns, glyphs: glyphs)
    }
    lines =
      metrics + Self.baselines(diagnosis, columns: columns, glyphs: glyphs)
      + Self.predictions(diagnosis, columns: columns, glyphs: glyphs)
      + Self.notes(diagnosis, columns: columns, glyphs: glyphs)
  }

  private static func line(
    _ definition: MetricDefinition, _ value: MetricValue, unit: String, columns: Int,
    glyphs: GlyphSet
  ) -> Line {
    let title = " " + definition.title.fitted(to: 14, glyphs: glyphs)
    guard let number = value.value else {
      return Line(text: (title + "      -").fitted(to: columns, glyphs: glyphs), isFaint: true)
    }
    let text = Self.text(number, definition).fitted(to: 7, alignment: .right, glyphs: glyphs)
    let unit = columns >= 22 + unit.columns(glyphs: glyphs) + 1 ? " " + unit : ""
    return Line(text: (title + text + unit).fitted(to: columns, glyphs: glyphs), isFaint: false)
  }

  /// Three decimals for numbers between -10 and 10, as most scores are.
  static func text(_ number: Double, _ definition: MetricDefinition) -> String {
    if ["active_latents", "varying_means"].contains(definition.key) {
      return NumberText.fixed(number, decimals: 0)
    }
    if number != 0, abs(number) < 5e-4 { return NumberText.compact(number, digits: 2) }
    return abs(number) < 10
      ? NumberText.fixed(number, decimals: 3) : NumberText.compact(number, digits: 4)
  }

  /// The reconstruction metrics beside those of every baseline; the model's own as well where there is room.
  private static func baselines(
    _ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet
  ) -> [Line] {
    let measured = ReconstructionBaselines.definitions.filter {
      diagnosis.metric($0.key)?.value != nil
    }
    guard !measured.isEmpty else { return [] }
    let rows = diagnosis.baselines.rows
    let showsModel = columns >= 36
    let width = columns >= 28 ? 6 : 5
    let name = columns - 1 - width * (rows.count + (showsModel ? 1 : 0))
    func cell(_ value: MetricValue?) -> String {
      (value?.value.map { brief($0, columns: width - 1, glyphs: glyphs) } ?? "-").fitted(
        to: width, alignment: .right, glyphs: glyphs)
    }
    let heads = ((showsModel ? ["model"] : []) + rows.map(\.kind.shortTitle)).map {
      $0.fitted(to: width, alignment: .right, glyphs: glyphs)
    }
    let title = Line(
      text: " " + "beside".fitted(to: name, glyphs: glyphs) + heads.joined(), isFaint: true)
    return [Line(text: "", isFaint: true), title]
      + measured.map { definition in
        let own = showsModel ? cell(diagnosis.metric(definition.key)) : ""
        let others = rows.map { row in cell(row.values.first { $0.key == definition.key }) }
        return Line(
          text: " " + definition.title.fitted(to: name, glyphs: glyphs) + own + others.joined(),
          isFaint: false)
      }
      + diagnosis.baselines.remark.wrapped(to: max(1, columns - 2), glyphs: glyphs).map {
        Line(text: " " + $0, isFaint: true)
      }
  }

  /// A number with as many digits, at most three, as fit.
  private static func brief(_ number: Double, columns: Int, glyphs: GlyphSet) -> String {
    for digits in [3, 2, 1] {
      let text = NumberText.compact(number, digits: digits)
      if text.columns(glyphs: glyphs) <= columns { return text }
    }
    return NumberText.scientific(number, digits: 1)
  }

  private static func predictions(
    _ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet
  ) -> [Line] {
    guard !diagnosis.predictions.isEmpty else { return [] }
    let width = columns >= 28 ? 6 : 5
    let shown = diagnosis.predictions.prefix(max(1, (columns - 5) / width))
    let name = max(4, min(14, columns - 1 - width * shown.count))
    let heads = shown.map {
      (shortNames[$0.subset] ?? "").fitted(to: width, alignment: .right, glyphs: glyphs)
    }
    let title = Line(
      text: " " + "R2 kNN".fitted(to: name, glyphs: glyphs) + heads.joined(), isFaint: true)
    let rows = diagnosis.factors.enumerated().map { index, factor in
      let numbers = shown.map {
        NumberText.fixed($0.determination[index], decimals: 2)
          .fitted(to: width, alignment: .right, glyphs: glyphs)
      }
      return Line(
        text: " " + factor.name.fitted(to: name, glyphs: glyphs) + numbers.joined(),
        isFaint: false)
    }
    return [Line(text: "", isFaint: true), title] + rows
  }

  private static func notes(_ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet) -> [Line] {
    let lines = diagnosis.notes.flatMap { $0.wrapped(to: max(1, columns - 2), glyphs: glyphs) }
    guard !lines.isEmpty else { return [] }
    return [Line(text: "", isFaint: true)] + lines.map { Line(text: " " + $0, isFaint: true) }
  }
}
