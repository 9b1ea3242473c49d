import Analysis
import Models
import Tensors

/// Predicts the factors from all, the aligned and the other latents.
enum FactorPredictions {
  /// Computes one row per subset that has latents; empty without factors.
  ///
  /// - Returns: `nil` when cancelled.
  static func measure(
    _ inputs: DiagnosisInputs, isCancelled: @Sendable () -> Bool
  ) -> [FactorPrediction]? {
    guard inputs.reasonWithoutFactors == nil, inputs.reasonWithFewSamples == nil else { return [] }
    let auxiliary = inputs.subsets.auxiliary
    let all = Array(0..<inputs.encoded.codes.rowStride)
    let remaining = all.filter { !auxiliary.contains($0) }
    let means = inputs.encoded.codes
    let standardized = StandardizedCodes.of(means)
    let subsets: [(FactorPrediction.Subset, [Int], Tensor)] = [
      (.all, all, means), (.auxiliary, auxiliary, means), (.remaining, remaining, means),
      (.remainingDrawn, remaining, inputs.drawn), (.allStandardized, all, standardized),
      (.activeStandardized, inputs.subsets.active, standardized),
      (.remainingStandardized, remaining, standardized),
    ]
    var predictions: [FactorPrediction] = []
    for (subset, latents, codes) in subsets where !latents.isEmpty {
      guard !isCancelled() else { return nil }
      let determination = NearestNeighborRegression(sampleLimit: 10_000).determinations(
        of: inputs.encoded.factors, from: codes, latents: latents,
        team: inputs.team, seed: inputs.settings.seed, isCancelled: isCancelled)
      predictions.append(
        FactorPrediction(subset: subset, latents: latents, determination: determination))
    }
    return predictions
  }
}
