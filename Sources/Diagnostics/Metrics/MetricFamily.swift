/// Metrics that are measured together: what they are and how they are computed.
///
/// A new metric is one file with a family of its own, and one line in ``all``.
struct MetricFamily: Sendable {
  /// A number, or why there is none.
  enum Outcome: Sendable {
    case value(Double)
    case missing(String)
  }

  /// Computes one outcome per definition; `nil` when cancelled.
  typealias Measure =
    @Sendable (
      _ inputs: DiagnosisInputs, _ isCancelled: @Sendable () -> Bool, _ progress: (Double) -> Void
    ) -> [Outcome]?

  /// What is being done, in a few words.
  let stage: String
  /// The share of the time that it takes, in units of the cheapest family.
  var weight = 1.0
  /// What is measured.
  let definitions: [MetricDefinition]
  /// Says why these inputs tell nothing; `nil` when they do.
  var missing: @Sendable (DiagnosisInputs) -> String? = { _ in nil }
  /// Computes the numbers.
  let measure: Measure

  /// Every family, in the order of the screen.
  static let all: [MetricFamily] = [
    .mutualInformationGap, .disentanglement, .separatedAttributes, .modularity, .explicitness,
    .factorVAE, .betaVAE, .interventionalRobustness, .alignment, .activity, .dependence,
    .reconstruction, .residuals,
  ]

  /// The condition of all metrics that compare codes with factors by bins or predictors.
  static let needsFactors: @Sendable (DiagnosisInputs) -> String? = {
    $0.reasonWithoutFactors ?? $0.reasonWithFewSamples
  }

  /// The numbers of the family, or reasons; `nil` when cancelled.
  func values(
    _ inputs: DiagnosisInputs, isCancelled: @Sendable () -> Bool, progress: (Double) -> Void
  ) -> [MetricValue]? {
    if let reason = missing(inputs) {
      return definitions.map { MetricValue($0.key, missing: reason) }
    }
    guard let outcomes = measure(inputs, isCancelled, progress) else { return nil }
    precondition(
      outcomes.count == definitions.count,
      "MetricFamily: \(outcomes.count) outcomes of \(definitions.map(\.key))")
    return zip(definitions, outcomes).map { definition, outcome in
      switch outcome {
      case .value(let value): MetricValue(definition.key, value)
      case .missing(let reason): MetricValue(definition.key, missing: reason)
      }
    }
  }
}
