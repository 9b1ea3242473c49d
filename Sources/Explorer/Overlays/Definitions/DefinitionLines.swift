import Diagnostics
import Plotting

/// The text of the definitions in lines.
struct DefinitionLines {
  /// A line and whether it is a heading.
  struct Line: Equatable {
    let text: String
    let isHeading: Bool
  }

  /// The lines from the top.
  let lines: [Line]

  /// The interior of the overlay's box.
  static func room(in body: Rect) -> Rect {
    body.centered(columns: 100, rows: body.rows).inset(by: 1)
  }

  /// The definitions of what a screen shows.
  init(_ state: ExplorerState, _ subject: DefinitionsState.Subject, columns: Int) {
    let entries =
      switch subject {
      case .diagnosis: Self.entries(state.diagnosis)
      case .anomalies: Self.entries(state.anomalies)
      }
    let glyphs = state.glyphs
    lines = entries.flatMap { entry in
      [Line(text: " " + entry.heading, isHeading: true)]
        + entry.texts.flatMap { $0.wrapped(to: max(1, columns - 4), glyphs: glyphs) }.map {
          Line(text: "   " + $0, isHeading: false)
        }
    }
  }

  private typealias Entry = (heading: String, texts: [String])

  private static func interval(_ metric: MetricValue, _ diagnosis: Diagnosis) -> String? {
    guard let range = diagnosis.interval(of: metric), let error = metric.standardError else {
      return nil
    }
    let ends = [range.lowerBound, range.upperBound].map { NumberText.compact($0, digits: 4) }
    return
      "Standard error \(NumberText.compact(error, digits: 2)), 95% interval \(ends[0]) to \(ends[1])."
  }

  private static func entries(_ diagnosis: Diagnosis?) -> [Entry] {
    var entries: [Entry] = []
    func add(_ heading: String, _ texts: [String]) { entries.append((heading, texts)) }
    for definition in MetricDefinition.all {
      let value = diagnosis?.metric(definition.key)
      let number = value?.value.map { " = " + ScoreLines.text($0, definition) } ?? ""
      let own = diagnosis?.unit(of: definition) ?? definition.unit
      let unit = own.isEmpty || number.isEmpty ? "" : " " + own
      let interval = diagnosis.flatMap { found in value.flatMap { Self.interval($0, found) } }
      let reason = value?.reason.map { ["Not measured: \($0)."] } ?? []
      add(
        "\(definition.title)\(number)\(unit)  (\(definition.key)\(definition.better.words))",
        [definition.definition] + (interval.map { [$0] } ?? []) + reason)
    }
    add("95% intervals  (uncertainty)", [Resampling.definition])
    add("baselines  (baselines)", [ReconstructionBaselines.definition])
    add("codes  (code_variants)", [CodeVariants.definition])
    for kind in DiagnosisMatrix.allCases {
      add("\(kind.title)  (\(kind.rawValue))", [kind.definition])
    }
    add("R2 by kNN  (r2_by_neighbors)", [FactorPrediction.definition])
    add(
      "KS",
      [
        "The Kolmogorov-Smirnov distance between one draw per posterior and the prior: 0 if they are "
          + "equal; draws from the prior itself exceed 1.36 / sqrt(n) in 5% of cases."
      ])
    return entries
  }

  private static func entries(_ study: AnomalyStudy?) -> [Entry] {
    let scores = AnomalyScore.all.map { score -> Entry in
      let definition = score.definition
      let unit = study?.unit(of: definition) ?? definition.unit
      let reason = study?.missing[definition.key].map { ["Not measured: \($0)."] } ?? []
      return (
        "\(definition.title)\(unit.isEmpty ? "" : " / \(unit)")  (\(definition.key))",
        [definition.definition] + reason
      )
    }
    let area: Entry = (
      "two-sided AUROC  (auroc)",
      [
        "The larger of A and 1 - A, where A is the probability that an anomalous sample scores higher than a normal one, "
          + "ties counting half. It is at least 0.5 by construction, even if nothing differs: + and - are shown only "
          + "if the 95% interval, by 1000 bootstrap resamples of both samples, excludes 0.5."
      ]
    )
    let overlap: Entry = (
      "overlap  (overlap)",
      [
        "The common area of both histograms with 20 bins: 1 if they are equal, and smaller by chance for small samples."
      ]
    )
    let sets = study?.sets.map { Entry($0.title, [$0.meaning + "."]) } ?? []
    return [area] + scores + [overlap] + sets
  }
}

extension MetricDefinition.Direction {
  /// Whether larger or smaller is better, after a comma.
  fileprivate var words: String {
    switch self {
    case .higher: ", higher is better"
    case .lower: ", lower is better"
    case .neither: ""
    }
  }
}
