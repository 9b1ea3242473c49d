/// Converts the progress of stages into that of the whole.
struct StageBar {
  private struct Stage {
    let title: String
    let weight: Double
  }

  /// Encoding ten thousand images takes about as long as this many of the cheapest metrics.
  private static let encodingWeight = 60.0
  private static let baselineWeight = 60.0
  private static let comparingWeight = 20.0
  private static let variantWeight = 30.0
  /// A half-sample takes about as long as all predictors together on half of the samples.
  private static let repeatWeight = 18.0

  private let stages: [Stage]
  private var index = 0

  init(_ families: [MetricFamily], repeatCount: Int) {
    stages =
      [
        Stage(title: "encode and decode", weight: Self.encodingWeight),
        Stage(title: "reconstruct without a model", weight: Self.baselineWeight),
        Stage(title: "compare codes and factors", weight: Self.comparingWeight),
      ] + families.map { Stage(title: $0.stage, weight: $0.weight) }
      + [
        Stage(title: "other codes", weight: Self.variantWeight),
        Stage(title: "standard errors", weight: Self.repeatWeight * Double(repeatCount)),
      ]
  }

  /// Advances to the next stage.
  mutating func next() -> StudyProgress {
    index = min(index + 1, stages.count - 1)
    return progress(0)
  }

  /// The progress of the whole at a fraction of the current stage.
  func progress(_ share: Double) -> StudyProgress {
    let total = stages.reduce(0) { $0 + $1.weight }
    let before = stages[..<index].reduce(0) { $0 + $1.weight }
    let stage = stages[index]
    return StudyProgress(
      stage: stage.title, fraction: (before + min(max(share, 0), 1) * stage.weight) / total)
  }
}
