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
    .allStandardized: "all", .activeStandardized: "act", .remainingStandardized: "rest",
  ]

  init(_ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet) {
    let metrics = zip(MetricDefinition.all, diagnosis.metrics).map { definition, value in
      Self.line(definition, value, diagnosis, columns: columns, glyphs: glyphs)
    }
    lines =
      metrics + Self.interval(diagnosis, columns: columns, glyphs: glyphs)
      + Self.baselines(diagnosis, columns: columns, glyphs: glyphs)
      + Self.variants(diagnosis, columns: columns, glyphs: glyphs)
      + Self.predictions(diagnosis, columns: columns, glyphs: glyphs)
      + Self.notes(diagnosis, columns: columns, glyphs: glyphs)
  }

  private static func line(
    _ definition: MetricDefinition, _ value: MetricValue, _ diagnosis: Diagnosis, columns: Int,
    glyphs: GlyphSet
  ) -> Line {
    let title = " " + definition.title.fitted(to: 14, glyphs: glyphs)
    guard let number = value.value else {
      return Line(text: (title + "      -").fitted(to: columns, glyphs: glyphs), isFaint: true)
    }
    let text = Self.text(number, definition).fitted(to: 7, alignment: .right, glyphs: glyphs)
    let margin =
      columns >= leastColumnsOfMargins
      ? (diagnosis.margin(of: value).map { marginText($0, glyphs: glyphs) } ?? "").fitted(
        to: marginColumns, alignment: .right, glyphs: glyphs) : ""
    let own = diagnosis.unit(of: definition)
    let room = columns - (title + text + margin).columns(glyphs: glyphs)
    let unit = room > own.columns(glyphs: glyphs) ? " " + own : ""
    return Line(
      text: (title + text + margin + unit).fitted(to: columns, glyphs: glyphs), isFaint: false)
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
    let own = ("model", diagnosis.metrics)
    let others = diagnosis.baselines.rows.map { ($0.kind.shortTitle, $0.values) }
    return comparison(
      "beside", ReconstructionBaselines.definitions, columns >= 36 ? [own] + others : others,
      remark: diagnosis.baselines.remark, columns: columns, glyphs: glyphs)
  }

  /// The metrics of codes for other choices of latents; those of all means stand above where there is little room.
  private static func variants(
    _ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet
  ) -> [Line] {
    let rows = diagnosis.variants.rows.filter { columns >= 36 || $0.variant != .means }
    return comparison(
      "of codes", CodeVariants.definitions, rows.map { ($0.variant.shortTitle, $0.values) },
      remark: CodeVariants.remark, columns: columns, glyphs: glyphs)
  }

  /// A table of metrics with one column per list of values; empty where none has a value.
  private static func comparison(
    _ title: String, _ definitions: [MetricDefinition],
    _ lists: [(title: String, values: [MetricValue])], remark: String, columns: Int,
    glyphs: GlyphSet
  ) -> [Line] {
    let width = columns >= 28 ? 6 : 5
    let name = columns - 1 - width * lists.count
    func line(_ head: String, _ cells: [String], isFaint: Bool) -> Line {
      let cells = cells.map { $0.fitted(to: width, alignment: .right, glyphs: glyphs) }
      return Line(
        text: " " + head.fitted(to: name, glyphs: glyphs) + cells.joined(), isFaint: isFaint)
    }
    let rows = definitions.compactMap { definition -> Line? in
      let values = lists.map { list in
        list.values.first { $0.key == definition.key }?.value
      }
      guard values.contains(where: { $0 != nil }) else { return nil }
      let texts = values.map { $0.map { brief($0, columns: width - 1, glyphs: glyphs) } ?? "-" }
      return line(definition.title, texts, isFaint: false)
    }
    guard !rows.isEmpty else { return [] }
    return [Line(text: "", isFaint: true), line(title, lists.map(\.title), isFaint: true)] + rows
      + remark.wrapped(to: max(1, columns - 2), glyphs: glyphs).map {
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
    [false, true].flatMap { isStandardized in
      predictions(
        diagnosis.predictions.filter { $0.subset.isStandardized == isStandardized },
        isStandardized ? "R2 std" : "R2 kNN", diagnosis.factors, columns: columns, glyphs: glyphs)
    }
  }

  private static func predictions(
    _ predictions: [FactorPrediction], _ title: String, _ factors: [DiagnosedFactor],
    columns: Int, glyphs: GlyphSet
  ) -> [Line] {
    guard !predictions.isEmpty else { return [] }
    let width = columns >= 28 ? 6 : 5
    let shown = predictions.prefix(max(1, (columns - 5) / width))
    let name = max(4, min(14, columns - 1 - width * shown.count))
    let heads = shown.map {
      (shortNames[$0.subset] ?? "").fitted(to: width, alignment: .right, glyphs: glyphs)
    }
    let head = Line(
      text: " " + title.fitted(to: name, glyphs: glyphs) + heads.joined(), isFaint: true)
    let rows = factors.enumerated().map { index, factor in
      let numbers = shown.map {
        NumberText.fixed($0.determination[index], decimals: 2)
          .fitted(to: width, alignment: .right, glyphs: glyphs)
      }
      return Line(
        text: " " + factor.name.fitted(to: name, glyphs: glyphs) + numbers.joined(),
        isFaint: false)
    }
    return [Line(text: "", isFaint: true), head] + rows
  }

  private static func notes(_ diagnosis: Diagnosis, columns: Int, glyphs: GlyphSet) -> [Line] {
    let lines = diagnosis.notes.flatMap { $0.wrapped(to: max(1, columns - 2), glyphs: glyphs) }
    guard !lines.isEmpty else { return [] }
    return [Line(text: "", isFaint: true)] + lines.map { Line(text: " " + $0, isFaint: true) }
  }
}
