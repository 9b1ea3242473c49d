import Analysis
import Models
import Tensors

extension DiagnosisInputs {
  /// The metrics of other latents and units.
  ///
  /// - Parameters:
  ///   - metrics: The metrics of the posterior means of all latents.
  ///   - includesLearned: Whether predictors are trained, which takes seconds; otherwise their numbers are missing.
  ///   - isCancelled: Polled for cancellation.
  /// - Returns: `nil` when cancelled.
  func variants(
    _ metrics: [MetricValue], includesLearned: Bool, isCancelled: @Sendable () -> Bool
  ) -> CodeVariants? {
    var rows: [CodeVariants.Row] = []
    for variant in CodeVariants.Variant.allCases {
      let codes = codes(of: variant)
      var values: [MetricValue] = []
      for (family, isLearned, measure) in CodeVariants.families {
        if isWhole(variant) {
          values += family.own(metrics)
        } else if let reason = family.missing(self) {
          values += family.values(missing: reason)
        } else if isLearned, !includesLearned {
          values += family.values(missing: "measured after the scores")
        } else if isLearned, variant == .standardizedMeans, let before = rows.last {
          // Independent of the scale, so those of the active means.
          values += family.own(before.values)
        } else if let codes {
          guard let outcomes = measure(self, codes, isCancelled) else { return nil }
          values += family.values(outcomes)
        } else {
          values += family.values(missing: "no latent is active")
        }
      }
      rows.append(CodeVariants.Row(variant: variant, values: values))
    }
    return isCancelled() ? nil : CodeVariants(rows: rows)
  }

  /// Whether the codes of a variant are the posterior means of all latents.
  private func isWhole(_ variant: CodeVariants.Variant) -> Bool {
    variant == .means || (variant == .activeMeans && subsets.active.count == latents.count)
  }

  /// The codes of a variant; `nil` where no latent is active.
  private func codes(of variant: CodeVariants.Variant) -> MeasuredCodes? {
    if isWhole(variant) { return means }
    guard !subsets.active.isEmpty else { return nil }
    let active = StandardizedCodes.columns(
      subsets.active, of: variant == .draws ? drawn : encoded.codes)
    return MeasuredCodes(
      variant == .standardizedMeans ? StandardizedCodes.of(active) : active,
      factors: encoded.factors)
  }
}

extension MetricFamily {
  /// The values of the family among those of several.
  fileprivate func own(_ values: [MetricValue]) -> [MetricValue] {
    definitions.compactMap { definition in values.first { $0.key == definition.key } }
  }
}
