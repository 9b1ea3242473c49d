import Analysis
import Diagnostics
import Plotting

extension ExplorerState {
  /// What was compared, from the longest text to the shortest.
  var anomalyFacts: [String] {
    if let facts = studyFacts(AnomalyRequest.self) { return facts }
    guard let report = anomaly.study.report else { return [] }
    let origin = report.result.origin
    let age = report.isCached ? "measured before" : "fresh"
    return [
      "normal: \(origin.normal), K = \(origin.drawCount), \(age)", "normal: \(origin.normal)",
    ]
  }

  /// The number under the cursor in words, from the longest text to the shortest.
  var anomalyCellFacts: [String] {
    guard let set = chosenSet, let score = chosenScore, let separation = chosenSeparation else {
      return []
    }
    let area = NumberText.fixed(separation.twoSidedArea, decimals: 3)
    let (lower, upper) = separation.twoSidedInterval
    let interval = [lower, upper].map { NumberText.fixed($0, decimals: 2) }
      .joined(separator: " to ")
    let short = "\(score.title): AUROC \(area) (\(interval)), \(separation.words)"
    guard anomaly.showsGroups, set.groups.indices.contains(anomaly.group) else {
      let overlap = chosenComparison.map {
        ", overlap \(NumberText.fixed($0.histograms.overlap, decimals: 2))"
      }
      return ["\(set.title), \(short)\(overlap ?? "")", "\(short)\(overlap ?? "")", short]
    }
    let group = set.groups[anomaly.group]
    let against = group.isConditioned ? "against the same value" : "against all normal samples"
    return [
      "\(set.title), \(group.title), \(short), \(against)", "\(group.title), \(short)", short,
    ]
  }
}

extension ScoreSeparation {
  /// The direction in which anomalous samples differ, in words.
  var words: String {
    switch direction {
    case .higher: "anomalies higher"
    case .lower: "anomalies lower"
    case .undecided: "undecided"
    }
  }

  /// The direction as a character.
  var sign: Character {
    switch direction {
    case .higher: "+"
    case .lower: "-"
    case .undecided: "?"
    }
  }
}

extension FactorGroup {
  /// The factor with its value or range.
  var title: String {
    let ends = [lower, upper].map { NumberText.compact($0) }
    return "\(factor) " + (lower == upper ? ends[0] : "\(ends[0]) to \(ends[1])")
  }
}
