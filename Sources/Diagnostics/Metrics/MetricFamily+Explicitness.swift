import Analysis

extension MetricFamily {
  /// Explicitness by logistic regression.
  static let explicitness = MetricFamily.ofCodes(
    stage: "logistic regression", weight: 20, isLearned: true,
    definitions: [
      MetricDefinition(
        "explicitness", "explicitness", range: 0...1,
        "mean over factors of the area under the ROC curve, one class of 20 against the rest, of logistic "
          + "regression on the standardised codes, held-out third; 0.5 is chance (Ridgeway, Mozer 2018)."
      )
    ],
    missing: needsFactors
  ) { inputs, codes, isCancelled in
    Explicitness.measure(
      codes: codes.codes, factors: inputs.encoded.factors, seed: inputs.settings.seed,
      team: inputs.team, isCancelled: isCancelled
    ).map { [.value($0.score)] }
  }
}
