import Analysis
import Diagnostics
import Models
import Plotting

/// A diagnosis as text of at most 80 columns.
struct DiagnosisText {
  /// The lines from the top.
  let lines: [String]

  private static let columns = 80

  /// Writes out a report of a model whose latents have the given roles.
  init(_ report: StudyReport<Diagnosis>, roles: [LatentRole]) {
    let diagnosis = report.result
    let origin = diagnosis.origin
    var lines = ["\(origin.model): \(origin.samples)"]
    if report.isCached { lines.append("cached result; --no-cache measures again") }
    if let problem = report.cacheProblem {
      lines.append("not cached: \(problem)")
    }
    lines += diagnosis.notes.map { "note: \($0)" }
    lines +=
      [""] + Self.metrics(diagnosis) + Self.baselines(diagnosis) + Self.variants(diagnosis)
      + [""] + Self.latents(diagnosis, roles)
    for kind in [
      DiagnosisMatrix.normalizedInformation, .pearson, .spearman, .powers, .latentCorrelation,
    ] {
      guard let matrix = diagnosis.matrix(kind) else { continue }
      lines += [""] + Self.table(kind, matrix, diagnosis, roles)
    }
    lines += Self.predictions(diagnosis)
    self.lines = lines.map(Self.trimmed)
  }

  private static func metrics(_ diagnosis: Diagnosis) -> [String] {
    let lines = zip(MetricDefinition.all, diagnosis.metrics).map { definition, value in
      let key = definition.key.fitted(to: keyWidth, glyphs: .ascii)
      guard let number = value.value else { return "\(key) -  \(value.reason ?? "")" }
      let error =
        diagnosis.margin(of: value).map { " +- \(NumberText.compact($0, digits: 2))" } ?? ""
      let value = NumberText.compact(number, digits: 4).fitted(to: 9, glyphs: .ascii)
      return "\(key) \(value)\(error) \(diagnosis.unit(of: definition))"
    }
    return lines + (diagnosis.resampling.map { ["(+- \($0.remark))"] } ?? [])
  }

  private static let keyWidth = 36

  /// The reconstruction metrics beside those of every baseline.
  private static func baselines(_ diagnosis: Diagnosis) -> [String] {
    let names = ["mean sample", "other sample", "components"]
    let own = ("model", diagnosis.metrics)
    return comparison(
      ReconstructionBaselines.definitions,
      [own] + zip(names, diagnosis.baselines.rows).map { ($0, $1.values) },
      heading: [
        "reconstruction beside baselines, on the same samples",
        "(\(diagnosis.baselines.remark))",
      ])
  }

  /// The metrics of codes for other choices of latents and units.
  private static func variants(_ diagnosis: Diagnosis) -> [String] {
    comparison(
      CodeVariants.definitions, diagnosis.variants.rows.map { ($0.variant.title, $0.values) },
      heading: [
        "metrics of all latents, of the active ones, and of draws", "(\(CodeVariants.remark))",
      ])
  }

  /// A table of metrics with one column per list of values; empty where none has a value.
  private static func comparison(
    _ definitions: [MetricDefinition], _ columns: [(title: String, values: [MetricValue])],
    heading: [String]
  ) -> [String] {
    let rows = definitions.compactMap { definition -> String? in
      let values = columns.map { column in
        column.values.first { $0.key == definition.key }?.value
      }
      guard values.contains(where: { $0 != nil }) else { return nil }
      return cells(
        definition.title.fitted(to: comparisonNameWidth, glyphs: .ascii),
        values.map { $0.map { NumberText.compact($0, digits: 4) } ?? "-" }, width: 14)
    }
    guard !rows.isEmpty else { return [] }
    let blank = String(repeating: " ", count: comparisonNameWidth)
    return [""] + heading + [cells(blank, columns.map(\.title), width: 14)] + rows
  }

  private static let comparisonNameWidth = 16

  private static func cells(_ name: String, _ texts: [String], width: Int) -> String {
    name + texts.map { $0.fitted(to: width, alignment: .right, glyphs: .ascii) }.joined()
  }

  private static func latents(_ diagnosis: Diagnosis, _ roles: [LatentRole]) -> [String] {
    let head = row("latent", ["KL / nat", "mean", "deviation", "s^2", "KS", "active"], width: 11)
    let ambiguous = roles.filter { $0.title != $0.label || !fits($0.label, nameWidth) }
    let names = ambiguous.flatMap { role in
      role.title.wrapped(to: columns - 2, glyphs: .ascii).map { "  \($0)" }
    }
    return [head]
      + zip(diagnosis.latents, roles).map { latent, role in
        row(
          fits(role.label, nameWidth) ? role.label : latent.name,
          [
            latent.divergence, latent.mean, latent.deviation, latent.posteriorVariance,
            latent.kolmogorovSmirnov,
          ].map { $0.map { NumberText.fixed($0, decimals: 3) } ?? "-" } + [
            latent.isActive ? "yes" : "no"
          ],
          width: 11)
      } + names
  }

  /// Whether a name fits into a column with a blank beside it.
  private static func fits(_ name: String, _ width: Int) -> Bool {
    name.columns(glyphs: .ascii) < width
  }

  /// A matrix in blocks of as many latents as fit.
  private static func table(
    _ kind: DiagnosisMatrix, _ matrix: Matrix, _ diagnosis: Diagnosis, _ roles: [LatentRole]
  ) -> [String] {
    let width = min(10, max(6, (columns - nameWidth) / max(1, diagnosis.latents.count)))
    func latents(_ width: Int) -> [String] {
      zip(diagnosis.latents, roles).map { fits($1.name, width) ? $1.name : $0.name }
    }
    let heads = latents(width)
    let names = kind.hasFactorRows ? diagnosis.factors.map(\.name) : latents(nameWidth)
    let perBlock = (columns - nameWidth) / width
    let starts = stride(from: 0, to: matrix.columnCount, by: perBlock)
    return starts.flatMap { start -> [String] in
      let block = start..<min(start + perBlock, matrix.columnCount)
      let title = start == 0 ? kind.title : ""
      let head =
        (title.isEmpty ? [] : [title])
        + [row("", block.map { heads[$0] }, width: width)]
      return head
        + names.indices.map { index in
          row(
            names[index], block.map { NumberText.fixed(matrix[index, $0], decimals: 2) },
            width: width)
        }
    }
  }

  private static func predictions(_ diagnosis: Diagnosis) -> [String] {
    [false, true].flatMap { isStandardized -> [String] in
      let shown = diagnosis.predictions.filter { $0.subset.isStandardized == isStandardized }
      guard !shown.isEmpty else { return [] }
      let title =
        "R2 of each factor by its ten nearest codes"
        + (isStandardized ? ", latents standardised" : ", latents in their own units")
      let heads = shown.map {
        $0.subset.rawValue.replacing("_standardized", with: "").replacing(
          "remaining_drawn", with: "rem_drawn")
      }
      return ["", title, row("", heads, width: 11)]
        + diagnosis.factors.enumerated().map { index, factor in
          row(
            factor.name,
            shown.map { NumberText.fixed($0.determination[index], decimals: 3) }, width: 11)
        }
    }
  }

  private static let nameWidth = 12

  private static func row(_ name: String, _ cells: [String], width: Int) -> String {
    Self.cells(name.fitted(to: nameWidth, glyphs: .ascii), cells, width: width)
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
