import Analysis
import Tensors

/// Measures all metrics again on random halves of the samples.
struct HalfSampling: Sendable {
  /// The inputs of all samples.
  let inputs: DiagnosisInputs
  /// What the families drew themselves, by their stage.
  let draws: [String: any MetricDraws]

  /// The metrics and predictions of one half.
  private struct Half: Sendable {
    let metrics: [MetricValue]
    let predictions: [FactorPrediction]
  }

  /// How halves are drawn; `nil` where none are wanted, or there are too few samples for two.
  var resampling: Resampling? {
    let (count, repeats) = (inputs.encoded.count, inputs.settings.repeatCount)
    guard repeats > 1, count >= 4 else { return nil }
    return Resampling(repeatCount: repeats, halfCount: count / 2, sampleCount: count)
  }

  /// A diagnosis with the standard errors of its metrics and predictions.
  ///
  /// - Parameters:
  ///   - diagnosis: The diagnosis of all samples.
  ///   - isCancelled: Polled for cancellation.
  ///   - progress: Receives the fraction done, on the calling thread.
  /// - Returns: The diagnosis; as it was where no halves are drawn, `nil` when cancelled.
  func completed(
    _ diagnosis: Diagnosis, isCancelled: @Sendable () -> Bool, progress: (Double) -> Void
  ) -> Diagnosis? {
    guard let resampling else { return diagnosis }
    guard let halves = halves(resampling, isCancelled: isCancelled, progress: progress) else {
      return nil
    }
    var diagnosis = diagnosis
    diagnosis.resampling = resampling
    for index in diagnosis.metrics.indices where diagnosis.metrics[index].value != nil {
      diagnosis.metrics[index].standardError = resampling.standardError(
        halves.map { $0.metrics[index].value })
    }
    for index in diagnosis.predictions.indices {
      let row = diagnosis.predictions[index]
      diagnosis.predictions[index].standardErrors = row.determination.indices.map { factor in
        resampling.standardError(
          halves.map { half in
            half.predictions.first { $0.subset == row.subset }?.determination[factor]
          })
      }
    }
    return diagnosis
  }

  /// Halves side by side, one per worker and wave, so that progress is reported from this thread alone.
  private func halves(
    _ resampling: Resampling, isCancelled: @Sendable () -> Bool, progress: (Double) -> Void
  ) -> [Half]? {
    let team = inputs.team
    var halves: [Half] = []
    for wave in stride(from: 0, to: resampling.repeatCount, by: team.count) {
      let count = min(team.count, resampling.repeatCount - wave)
      halves += team.results(count) { half(wave + $0, isCancelled: isCancelled) }
        .compactMap(\.self)
      guard halves.count == wave + count, !isCancelled() else { return nil }
      progress(Double(halves.count) / Double(resampling.repeatCount))
    }
    return halves
  }

  private func half(_ index: Int, isCancelled: @Sendable () -> Bool) -> Half? {
    var random = CounterRandom.halves(seed: inputs.settings.seed, index: index)
    let rows = random.half(of: inputs.encoded.count)
    let team = WorkerTeam(count: 1)
    guard !isCancelled(),
      let own = inputs.rows(rows, team: team, isCancelled: isCancelled)
    else { return nil }
    var metrics: [MetricValue] = []
    for family in MetricFamily.all {
      guard !isCancelled(),
        let values = values(of: family, own, &random, isCancelled: isCancelled)
      else { return nil }
      metrics += values
    }
    return FactorPredictions.measure(own, isCancelled: isCancelled).map {
      Half(metrics: metrics, predictions: $0)
    }
  }

  private func values(
    of family: MetricFamily, _ half: DiagnosisInputs, _ random: inout CounterRandom,
    isCancelled: @Sendable () -> Bool
  ) -> [MetricValue]? {
    if let draws = draws[family.stage] {
      return draws.halved(&random).outcomes(isCancelled: isCancelled).map(family.values)
    }
    return family.measured(half, isCancelled: isCancelled, progress: { _ in })?.values
  }
}
