import Analysis
import Models
import Tensors

extension DiagnosisInputs {
  /// The metrics of other latents and units.
  ///
  /// - Returns: `nil` when cancelled.
  func variants(isCancelled: @Sendable () -> Bool) -> CodeVariants? {
    let families = MetricFamily.all.filter { $0.measureCodes != nil }
    var rows: [CodeVariants.Row] = []
    for variant in CodeVariants.Variant.allCases {
      guard !isCancelled() else { return nil }
      let codes = codes(of: variant)
      let values = families.flatMap { family -> [MetricValue] in
        if let reason = family.missing(self) ?? (codes == nil ? "no latent is active" : nil) {
          return family.definitions.map { MetricValue($0.key, missing: reason) }
        }
        return family.values(codes.flatMap { family.measureCodes?(self, $0) } ?? [])
      }
      rows.append(CodeVariants.Row(variant: variant, values: values))
    }
    return CodeVariants(rows: rows)
  }

  /// The active latents, ascending.
  var activeLatents: [Int] { latents.indices.filter { latents[$0].isActive } }

  /// The codes of a variant; `nil` where no latent is active.
  private func codes(of variant: CodeVariants.Variant) -> MeasuredCodes? {
    if variant == .means { return means }
    guard !activeLatents.isEmpty else { return nil }
    let all =
      variant == .draws ? encoded.posterior.drawn(seed: settings.seed) : encoded.codes
    let active = StandardizedCodes.columns(activeLatents, of: all)
    return MeasuredCodes(
      variant == .standardizedMeans ? StandardizedCodes.of(active) : active,
      factors: encoded.factors)
  }
}
