import Analysis
import Diagnostics
import Plotting

/// A comparison of anomalous with normal samples as text of at most 80 columns.
struct AnomalyText {
  /// The lines from the top.
  let lines: [String]

  private static let columns = 80
  private static let nameColumns = 16
  private static let cellColumns = 8

  init(_ report: StudyReport<AnomalyStudy>, isByFactor: Bool, worstCount: Int) {
    let study = report.result
    let origin = study.origin
    var lines = [
      "\(origin.model): normal are \(origin.normal)",
      "K = \(origin.drawCount) draws per sample, seed \(origin.seed)",
    ]
    if report.isCached { lines.append("cached result; --no-cache measures again") }
    if let problem = report.cacheProblem {
      lines.append("not cached: \(problem)")
    }
    lines += study.notes.flatMap { Self.wrapped("note: \($0)") } + [""]
    lines += Self.legend + [""] + Self.table(study)
    if isByFactor { lines += study.sets.flatMap { Self.groups($0, study) } }
    if worstCount > 0 {
      lines += ["", "most unusual samples, by the score that separates each set best"]
      lines += study.sets.flatMap { Self.worst($0, study, count: worstCount) }
    }
    lines += study.missing.isEmpty ? [] : [""]
    lines += study.missing.sorted { $0.key < $1.key }.map { "no \($0.key): \($0.value)" }
    self.lines = lines.map(Self.trimmed)
  }

  private static let legend = [
    "AUROC, the larger of A and 1 - A, with its 95% bootstrap interval below it;",
    "A is the probability that an anomalous sample scores higher than a normal one.",
    "+ anomalies score higher, - lower, ? undecided: the interval contains 0.5",
  ]

  private static func table(_ study: AnomalyStudy) -> [String] {
    [heads("set", study)]
      + study.sets.flatMap { set in
        rows(set.title, set.comparisons.map(\.separation))
      }
  }

  private static func groups(_ set: AnomalousSetStudy, _ study: AnomalyStudy) -> [String] {
    guard !set.groups.isEmpty else { return [] }
    let isPartlyFree = set.groups.contains { !$0.isConditioned }
    return ["", heads(set.title, study)]
      + set.groups.flatMap { rows(AnomalyWords.title($0), $0.separations) }
      + (isPartlyFree ? ["* compared with all normal samples: none has that value"] : [])
  }

  private static func heads(_ name: String, _ study: AnomalyStudy) -> String {
    row(name, study.scores.map { AnomalyScore.named($0)?.shortTitle ?? $0 })
  }

  private static func rows(_ name: String, _ separations: [ScoreSeparation]) -> [String] {
    [
      row(name, separations.map { AnomalyWords.area($0) }),
      row("", separations.map { AnomalyWords.interval($0) }),
    ]
  }

  private static func worst(
    _ set: AnomalousSetStudy, _ study: AnomalyStudy, count: Int
  ) -> [String] {
    let comparison = set.comparisons[set.bestScore]
    guard let score = AnomalyScore.named(study.scores[set.bestScore]) else { return [] }
    let unit = study.unit(of: score.definition)
    let direction = AnomalyWords.direction(comparison.separation)
    return wrapped("\(set.title) (\(set.meaning)): \(score.definition.title), \(direction)")
      + comparison.worst.prefix(count).map { sample in
        let value = NumberText.compact(sample.value, digits: 4)
        let factors = zip(set.factorNames, sample.factors).map { name, factor in
          "\(name) \(factor.map { NumberText.compact($0) } ?? "unknown")"
        }.joined(separator: " ")
        let share = NumberText.fixed(100 * sample.normalShare, decimals: 1)
        let number = unit.isEmpty ? value : "\(value) \(unit)"
        let text =
          "  #\(sample.number)  \(number)  \(share)% of normal samples as unusual  \(factors)"
        return text.clipped(to: columns, glyphs: .ascii)
      }
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    name.fitted(to: nameColumns, glyphs: .ascii)
      + cells.map { $0.fitted(to: cellColumns, alignment: .right, glyphs: .ascii) }.joined()
  }

  /// A sentence in lines of 80 columns, the second and later ones indented.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, "\(last) \(word)".columns(glyphs: .ascii) <= columns {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append((lines.isEmpty ? "" : "  ") + word)
      }
    }
    return lines
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
