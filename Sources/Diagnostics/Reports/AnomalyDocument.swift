import Analysis

/// A comparison of anomalous with normal samples as JSON for other programs.
///
/// `auroc` is the larger of the area and its complement, and `direction` says which; `area` is the
/// probability that an anomalous sample scores higher.
package struct AnomalyDocument: Encodable, Sendable {
  private let study: AnomalyStudy

  /// Creates the document of a study.
  package init(_ study: AnomalyStudy) {
    self.study = study
  }

  /// The document as indented text with its keys in alphabetical order.
  package var bytes: [UInt8] {
    guard let bytes = try? JSONDocument.bytes(of: self) else {
      preconditionFailure("AnomalyDocument: a number that is not finite in \(study.origin)")
    }
    return bytes
  }

  /// Writes the document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let origin = study.origin
    try container.encode(origin.model, forKey: .model)
    try container.encode(
      NormalRecord(source: origin.source, samples: origin.normal, count: origin.normalCount),
      forKey: .normal)
    try container.encode(origin.drawCount, forKey: .draws)
    try container.encode(origin.seed, forKey: .seed)
    try container.encode(
      AnomalyScore.all.map { ScoreRecord($0, unit: study.unit(of: $0.definition)) },
      forKey: .scores)
    try container.encode(study.missing, forKey: .unavailable)
    try container.encode(
      study.sets.map { SetRecord($0, keys: study.scores) }, forKey: .sets)
    try container.encode(study.notes, forKey: .notes)
  }

  private enum Key: String, CodingKey {
    case model, normal, draws, seed, scores, unavailable, sets, notes
  }

  private struct NormalRecord: Encodable {
    let source: DiagnosisOrigin.Source
    let samples: String
    let count: Int
  }

  private struct ScoreRecord: Encodable {
    let key: String
    let title: String
    let unit: String
    let definition: String

    init(_ score: AnomalyScore, unit: String) {
      (key, title) = (score.definition.key, score.definition.title)
      (self.unit, definition) = (unit, score.definition.definition)
    }
  }
}

// The names of the properties are the keys of the file.
// swift-format-ignore: AlwaysUseLowerCamelCase
private struct SetRecord: Encodable {
  let set: String
  let meaning: String
  let samples: String
  let count: Int
  let best_score: String
  let scores: [String: ComparisonRecord]
  let by_factor: [GroupRecord]

  init(_ study: AnomalousSetStudy, keys: [String]) {
    (set, meaning, samples, count) = (study.title, study.meaning, study.label, study.count)
    best_score = keys[study.bestScore]
    scores = Dictionary(
      uniqueKeysWithValues: zip(
        keys, study.comparisons.map { ComparisonRecord($0, factorNames: study.factorNames) }))
    by_factor = study.groups.map { GroupRecord($0, keys: keys) }
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct SeparationRecord: Encodable {
  let auroc: Double
  let auroc_lower: Double
  let auroc_upper: Double
  let direction: ScoreSeparation.Direction
  let area: Double
  let area_lower: Double
  let area_upper: Double
  let count: Int
  let normal_count: Int

  init(_ separation: ScoreSeparation) {
    auroc = separation.twoSidedArea
    (auroc_lower, auroc_upper) = separation.twoSidedInterval
    direction = separation.direction
    (area, area_lower, area_upper) = (separation.area, separation.lower, separation.upper)
    (count, normal_count) = (separation.anomalousCount, separation.normalCount)
  }
}

private struct ComparisonRecord: Encodable {
  let separation: SeparationRecord
  let overlap: Double
  let histogram: ScoreHistograms
  let worst: [WorstRecord]

  init(_ comparison: ScoreComparison, factorNames: [String]) {
    separation = SeparationRecord(comparison.separation)
    overlap = comparison.histograms.overlap
    histogram = comparison.histograms
    worst = comparison.worst.map { WorstRecord($0, factorNames: factorNames) }
  }

  private enum Key: String, CodingKey { case overlap, histogram, worst }

  func encode(to encoder: any Encoder) throws {
    try separation.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(overlap, forKey: .overlap)
    try container.encode(histogram, forKey: .histogram)
    try container.encode(worst, forKey: .worst)
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct GroupRecord: Encodable {
  let factor: String
  let lower: Double
  let upper: Double
  let normal_has_same_values: Bool
  let scores: [String: SeparationRecord]

  init(_ group: FactorGroup, keys: [String]) {
    (factor, lower, upper) = (group.factor, group.lower, group.upper)
    normal_has_same_values = group.isConditioned
    scores = Dictionary(
      uniqueKeysWithValues: zip(keys, group.separations.map { SeparationRecord($0) }))
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
private struct WorstRecord: Encodable {
  let index: Int
  let row: Int
  let value: Double
  let normal_share: Double
  let factors: [String: Double?]

  init(_ sample: WorstSample, factorNames: [String]) {
    (index, row, value) = (sample.index, sample.number, sample.value)
    normal_share = sample.normalShare
    factors = Dictionary(uniqueKeysWithValues: zip(factorNames, sample.factors))
  }
}
