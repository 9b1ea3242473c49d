import Analysis
import Models
import Tensors

/// Measures reconstructions without a model on the evaluated samples.
struct BaselineMeasuring: Sendable {
  /// The evaluated samples, which have been found finite.
  let samples: EvaluationSamples
  /// The model that the numbers are put beside.
  let checkpoint: DescribedModel
  /// The seed of the evaluation.
  let seed: UInt64

  /// Measures every baseline.
  ///
  /// - Parameters:
  ///   - team: The workers; the numbers do not depend on how many there are.
  ///   - isCancelled: Polled for cancellation.
  ///   - progress: Receives the fraction done, on the calling thread.
  /// - Returns: Their metrics.
  /// - Throws: ``DiagnosisError`` when fitted samples are not finite, or the work was cancelled.
  func baselines(
    team: WorkerTeam, isCancelled: @escaping @Sendable () -> Bool, progress: (Double) -> Void
  ) throws(DiagnosisError) -> ReconstructionBaselines {
    let fit = try BaselineFit(
      for: samples, by: checkpoint, seed: seed, team: team, isCancelled: isCancelled)
    let order = BlockOrder(of: samples, seed: seed)
    var sums = ReconstructionBaselines.Kind.allCases.map { _ in ReconstructionErrors() }
    var before = order.lastSamples(of: samples)
    for wave in stride(from: 0, to: order.blocks.count, by: team.count) {
      let ranges = order.blocks[wave..<min(wave + team.count, order.blocks.count)]
      let blocks = team.results(ranges.count) { index in
        isCancelled() ? nil : samples.block(ranges[ranges.startIndex + index])
      }.compactMap(\.self)
      guard blocks.count == ranges.count else { throw .cancelled }
      var pairs: [(own: Tensor, other: Tensor)] = []
      for block in blocks {
        let chain = before.followed(by: block)
        pairs.append((block, chain.rows(0..<block.rowCount)))
        before = chain.rows(block.rowCount..<chain.rowCount)
      }
      let waiting = pairs
      let results = team.results(waiting.count) { index in
        isCancelled() ? nil : errors(of: waiting[index].own, other: waiting[index].other, fit)
      }.compactMap(\.self)
      guard results.count == waiting.count else { throw .cancelled }
      for result in results {
        for kind in sums.indices { sums[kind].append(result[kind]) }
      }
      progress(Double(wave + blocks.count) / Double(order.blocks.count))
    }
    return ReconstructionBaselines(
      rows: zip(ReconstructionBaselines.Kind.allCases, sums).map { kind, errors in
        ReconstructionBaselines.Row(
          kind: kind, values: MetricFamily.reconstruction.values(errors.outcomes))
      }, fittedTo: fit.label, isHeldOut: fit.isHeldOut,
      componentCount: fit.components.variances.count)
  }

  /// The errors of every kind, by the code that measures decoded samples.
  private func errors(of own: Tensor, other: Tensor, _ fit: BaselineFit) -> [ReconstructionErrors] {
    ReconstructionBaselines.Kind.allCases.map { kind in
      let reconstruction =
        switch kind {
        case .meanSample: fit.mean(like: own)
        case .otherSample: other
        case .principalComponents: fit.projection(of: own)
        }
      return ReconstructionErrors(
        own, reconstruction, data: checkpoint.data, transform: checkpoint.model.transform)
    }
  }
}
