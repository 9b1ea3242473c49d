/// Metrics that are computed together: their definitions and their computation.
///
/// A new metric is one file with its family, and one line in ``all``.
struct MetricFamily: Sendable {
  /// A number, or why it is missing.
  enum Outcome: Sendable {
    case value(Double)
    case missing(String)
  }

  /// Computes one outcome per definition from the samples; `nil` when cancelled.
  typealias Measure =
    @Sendable (_ inputs: DiagnosisInputs, _ isCancelled: @Sendable () -> Bool) -> [Outcome]?
  /// Computes one outcome per definition from some codes of the samples; `nil` when cancelled.
  typealias MeasureCodes =
    @Sendable (
      _ inputs: DiagnosisInputs, _ codes: MeasuredCodes, _ isCancelled: @Sendable () -> Bool
    ) -> [Outcome]?
  /// Draws what the numbers are computed from; `nil` when cancelled.
  typealias Draw =
    @Sendable (
      _ inputs: DiagnosisInputs, _ isCancelled: @Sendable () -> Bool, _ progress: (Double) -> Void
    ) -> (any MetricDraws)?

  /// What the numbers are computed from.
  enum Source: Sendable {
    /// The evaluated samples.
    case samples(Measure)
    /// Codes of the evaluated samples: of the posterior means of all latents, or of others. Where the numbers are
    /// learnt they take seconds, and do not depend on the scale of a latent.
    case codes(isLearned: Bool, MeasureCodes)
    /// Further simulated samples.
    case draws(Draw)
  }

  /// The stage of the work, in a few words.
  let stage: String
  /// The relative computing time, in units of the cheapest family.
  let weight: Double
  /// The metrics of the family.
  let definitions: [MetricDefinition]
  /// Why the metrics cannot be computed from these inputs; `nil` when they can.
  let missing: @Sendable (DiagnosisInputs) -> String?
  /// What the numbers are computed from.
  let source: Source

  init(
    stage: String, weight: Double = 1, definitions: [MetricDefinition],
    missing: @escaping @Sendable (DiagnosisInputs) -> String? = { _ in nil }, source: Source
  ) {
    (self.stage, self.weight, self.definitions) = (stage, weight, definitions)
    (self.missing, self.source) = (missing, source)
  }

  /// Metrics of the samples.
  init(
    stage: String, weight: Double = 1, definitions: [MetricDefinition],
    missing: @escaping @Sendable (DiagnosisInputs) -> String? = { _ in nil },
    measure: @escaping Measure
  ) {
    self.init(
      stage: stage, weight: weight, definitions: definitions, missing: missing,
      source: .samples(measure))
  }

  /// Metrics of codes.
  static func ofCodes(
    stage: String, weight: Double = 1, isLearned: Bool = false, definitions: [MetricDefinition],
    missing: @escaping @Sendable (DiagnosisInputs) -> String? = { _ in nil },
    measure: @escaping MeasureCodes
  ) -> MetricFamily {
    MetricFamily(
      stage: stage, weight: weight, definitions: definitions, missing: missing,
      source: .codes(isLearned: isLearned, measure))
  }

  /// Metrics of further simulated samples.
  static func ofDraws(
    stage: String, weight: Double, definitions: [MetricDefinition],
    missing: @escaping @Sendable (DiagnosisInputs) -> String?, draw: @escaping Draw
  ) -> MetricFamily {
    MetricFamily(
      stage: stage, weight: weight, definitions: definitions, missing: missing,
      source: .draws(draw))
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

  /// The numbers of the family, or why they are missing, and what was drawn for them; `nil` when cancelled.
  func measured(
    _ inputs: DiagnosisInputs, isCancelled: @Sendable () -> Bool, progress: (Double) -> Void
  ) -> (values: [MetricValue], draws: (any MetricDraws)?)? {
    if let reason = missing(inputs) { return (values(missing: reason), nil) }
    switch source {
    case .samples(let measure):
      return measure(inputs, isCancelled).map { (values($0), nil) }
    case .codes(_, let measure):
      return measure(inputs, inputs.means, isCancelled).map { (values($0), nil) }
    case .draws(let draw):
      guard let draws = draw(inputs, isCancelled, progress) else { return nil }
      return draws.outcomes(isCancelled: isCancelled).map { (values($0), draws) }
    }
  }

  /// The same reason for every number.
  func values(missing reason: String) -> [MetricValue] {
    definitions.map { MetricValue($0.key, missing: reason) }
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
