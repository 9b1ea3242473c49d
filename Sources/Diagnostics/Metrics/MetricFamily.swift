/// Metrics that are computed together: their definitions and their computation.
///
/// A new metric is one file with its family, and one line in ``all``.
struct MetricFamily: Sendable {
  /// A number, or why it is missing.
  enum Outcome: Sendable {
    case value(Double)
    case missing(String)
  }

  /// Computes one outcome per definition; `nil` when cancelled.
  typealias Measure =
    @Sendable (
      _ inputs: DiagnosisInputs, _ isCancelled: @Sendable () -> Bool, _ progress: (Double) -> Void
    ) -> [Outcome]?

  /// The stage of the work, in a few words.
  let stage: String
  /// The relative computing time, in units of the cheapest family.
  var weight = 1.0
  /// The metrics of the family.
  let definitions: [MetricDefinition]
  /// Why the metrics cannot be computed from these inputs; `nil` when they can.
  var missing: @Sendable (DiagnosisInputs) -> String? = { _ in nil }
  /// Computes the outcomes from other codes than the posterior means of all latents; `nil` where they depend on more
  /// than the codes.
  var measureCodes: (@Sendable (_ inputs: DiagnosisInputs, _ codes: MeasuredCodes) -> [Outcome])?
  /// Computes the numbers.
  let measure: Measure

  /// Metrics that are quickly computed from the codes and factors alone.
  static func ofCodes(
    stage: String, weight: Double = 1, definitions: [MetricDefinition],
    missing: @escaping @Sendable (DiagnosisInputs) -> String? = { _ in nil },
    measure: @escaping @Sendable (_ inputs: DiagnosisInputs, _ codes: MeasuredCodes) -> [Outcome]
  ) -> MetricFamily {
    MetricFamily(
      stage: stage, weight: weight, definitions: definitions, missing: missing,
      measureCodes: measure
    ) { inputs, _, _ in measure(inputs, inputs.means) }
  }

  /// Every family, in display order.
  static let all: [MetricFamily] = [
    .mutualInformationGap, .disentanglement, .separatedAttributes, .modularity, .explicitness,
    .factorVAE, .betaVAE, .interventionalRobustness, .alignment, .activity, .dependence,
    .reconstruction, .residuals,
  ]

  /// The precondition of all metrics that compare codes with factors by bins or predictors.
  static let needsFactors: @Sendable (DiagnosisInputs) -> String? = {
    $0.reasonWithoutFactors ?? $0.reasonWithFewSamples
  }

  /// The numbers of the family, or why they are missing; `nil` when cancelled.
  func values(
    _ inputs: DiagnosisInputs, isCancelled: @Sendable () -> Bool, progress: (Double) -> Void
  ) -> [MetricValue]? {
    if let reason = missing(inputs) {
      return definitions.map { MetricValue($0.key, missing: reason) }
    }
    return measure(inputs, isCancelled, progress).map(values)
  }

  /// Outcomes under the keys of their definitions.
  func values(_ outcomes: [Outcome]) -> [MetricValue] {
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
