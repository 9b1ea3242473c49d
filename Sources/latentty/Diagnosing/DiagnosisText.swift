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
      [""] + Self.metrics(diagnosis) + Self.baselines(diagnosis) + [""] + Self.latents(diagnosis)
    lines += roles.titles(of: roles.indices).map { ["", "names: \($0)"] } ?? []
    for kind in [
      DiagnosisMatrix.normalizedInformation, .pearson, .spearman, .powers, .latentCorrelation,
    ] {
      guard let matrix = diagnosis.matrix(kind) else { continue }
      lines += [""] + Self.table(kind, matrix, diagnosis)
    }
    lines += Self.predictions(diagnosis)
    self.lines = lines.map(Self.trimmed)
  }

  private static func metrics(_ diagnosis: Diagnosis) -> [String] {
    zip(MetricDefinition.all, diagnosis.metrics).map { definition, value in
      let key = definition.key.fitted(to: 36, glyphs: .ascii)
      guard let number = value.value else { return "\(key) -  \(value.reason ?? "")" }
      return "\(key) \(NumberText.compact(number, digits: 4)) \(diagnosis.unit(of: definition))"
    }
  }

  private static func baselines(_ diagnosis: Diagnosis) -> [String] {
    let rows = diagnosis.baselines.rows
    let measured = ReconstructionBaselines.definitions.filter {
      diagnosis.metric($0.key)?.value != nil
    }
    guard !measured.isEmpty else { return [] }
    func text(_ value: MetricValue?) -> String {
      value?.value.map { NumberText.compact($0, digits: 4) } ?? "-"
    }
    let names = measured.map { definition in
      (
        definition.title.fitted(to: 16, glyphs: .ascii),
        [text(diagnosis.metric(definition.key))]
          + rows.map { row in text(row.values.first { $0.key == definition.key }) }
      )
    }
    let heads = ["model"] + ["mean sample", "other sample", "components"]
    return [
      "", "reconstruction beside baselines, on the same samples",
      "(\(diagnosis.baselines.remark))",
      cells("".fitted(to: 16, glyphs: .ascii), heads, width: 14),
    ] + names.map { cells($0.0, $0.1, width: 14) }
  }

  private static func cells(_ name: String, _ texts: [String], width: Int) -> String {
    name + texts.map { $0.fitted(to: width, alignment: .right, glyphs: .ascii) }.joined()
  }

  private static func latents(_ diagnosis: Diagnosis) -> [String] {
    let head = row("latent", ["KL / nat", "mean", "deviation", "s^2", "KS", "active"], width: 11)
    return [head]
      + diagnosis.latents.map { latent in
        row(
          latent.name,
          [
            latent.divergence, latent.mean, latent.deviation, latent.posteriorVariance,
            latent.kolmogorovSmirnov,
          ].map { $0.map { NumberText.fixed($0, decimals: 3) } ?? "-" } + [
            latent.isActive ? "yes" : "no"
          ],
          width: 11)
      }
  }

  /// A matrix in blocks of as many latents as fit.
  private static func table(
    _ kind: DiagnosisMatrix, _ matrix: Matrix, _ diagnosis: Diagnosis
  ) -> [String] {
    let names = kind.hasFactorRows ? diagnosis.factors.map(\.name) : diagnosis.latents.map(\.name)
    let width = 6
    let perBlock = (columns - nameWidth) / width
    let starts = stride(from: 0, to: matrix.columnCount, by: perBlock)
    return starts.flatMap { start -> [String] in
      let block = start..<min(start + perBlock, matrix.columnCount)
      let title = start == 0 ? kind.title : ""
      let head =
        (title.isEmpty ? [] : [title])
        + [row("", block.map { diagnosis.latents[$0].name }, width: width)]
      return head
        + names.indices.map { index in
          row(
            names[index], block.map { NumberText.fixed(matrix[index, $0], decimals: 2) },
            width: width)
        }
    }
  }

  private static func predictions(_ diagnosis: Diagnosis) -> [String] {
    guard !diagnosis.predictions.isEmpty else { return [] }
    let heads = diagnosis.predictions.map(\.subset.rawValue)
    return ["", "R2 of each factor by its ten nearest codes", row("", heads, width: 11)]
      + diagnosis.factors.enumerated().map { index, factor in
        row(
          factor.name,
          diagnosis.predictions.map {
            NumberText.fixed($0.determination[index], decimals: 3)
          }, width: 11)
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
