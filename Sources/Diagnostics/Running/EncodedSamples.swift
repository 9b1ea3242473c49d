import Analysis
import Datasets
package import Models
package import Tensors

/// The codes and reconstruction errors of all samples, without the samples themselves.
package struct EncodedSamples: Sendable {
  /// The posteriors, `[samples, latents]`.
  package let posterior: LatentCodes
  /// The factors, `[samples, factors]`.
  package let factors: Tensor
  /// The errors of the decoded samples.
  let errors: ReconstructionErrors
  /// The residuals of the first samples; `nil` where the data are not counts.
  let residuals: [ResidualWhiteness.Sums]?

  /// The posterior means, `[samples, latents]`.
  package var codes: Tensor { posterior.mean }
  /// The number of samples.
  package var count: Int { codes.rowCount }
  /// The mean squared error of every decoded sample, in the squared unit of the data.
  package var squaredErrors: [Double] { errors.squared }

  /// The whiteness of the residuals of counts; `nil` where the data are not counts.
  var whiteness: ResidualWhiteness? { residuals.map { ResidualWhiteness($0) } }

  /// Residuals are computed for the first samples, up to this many elements.
  private static let residualElementLimit = 1 << 22

  /// Encodes and decodes samples in blocks.
  ///
  /// - Parameters:
  ///   - samples: The samples, of the model's shape.
  ///   - checkpoint: The model.
  ///   - team: The workers.
  ///   - isCancelled: Polled every few hundredths of a second, from any thread.
  ///   - progress: Receives the fraction done, on the calling thread.
  /// - Throws: ``DiagnosisError`` when the samples have another shape, a sample or a code is not finite, or
  ///   the work was cancelled.
  package init(
    _ samples: EvaluationSamples, by checkpoint: DescribedModel, team: WorkerTeam,
    isCancelled: @Sendable () -> Bool = { false }, progress: (Double) -> Void = { _ in }
  ) throws(DiagnosisError) {
    try samples.check(for: checkpoint)
    let latents = checkpoint.model.latentCount
    let elements = max(1, checkpoint.model.sampleShape.reduce(1, *))
    let residualCount = samples.description.holdsCounts ? Self.residualElementLimit / elements : 0
    let blocks = stride(from: 0, to: samples.count, by: EvaluationSamples.blockSize).map {
      samples.blockRange(of: $0)
    }
    var codes: [LatentCodes] = []
    var errors = ReconstructionErrors()
    var residuals: [ResidualWhiteness.Sums] = []
    // One block per worker and wave, so that progress is reported from this thread alone.
    for wave in stride(from: 0, to: blocks.count, by: team.count) {
      let waveBlocks = Array(blocks[wave..<min(wave + team.count, blocks.count)])
      let results = team.results(waveBlocks.count) { index -> MeasuredBlock.Result? in
        guard !isCancelled() else { return nil }
        let range = waveBlocks[index]
        return MeasuredBlock.measure(
          samples.block(range), by: checkpoint,
          includingResiduals: range.upperBound <= residualCount)
      }
      for (range, result) in zip(waveBlocks, results) {
        switch result {
        case nil: throw .cancelled
        case .fault(.sample(let row)):
          throw .notFinite(
            data: samples.label, what: "values", sample: samples.number(of: range.lowerBound + row))
        case .fault(.code(let row)):
          throw .notFinite(
            data: samples.label, what: "codes from the encoder",
            sample: samples.number(of: range.lowerBound + row))
        case .block(let block):
          codes.append(block.codes)
          errors.append(block.errors)
          residuals += block.residuals
        }
      }
      progress(Double(min(wave + team.count, blocks.count)) / Double(blocks.count))
    }
    posterior = .joined(codes, latentCount: latents)
    factors = samples.factors
    self.errors = errors
    self.residuals = residuals.isEmpty ? nil : residuals
  }

  private init(
    posterior: LatentCodes, factors: Tensor, errors: ReconstructionErrors,
    residuals: [ResidualWhiteness.Sums]?
  ) {
    (self.posterior, self.factors) = (posterior, factors)
    (self.errors, self.residuals) = (errors, residuals)
  }

  /// Some of the samples, ascending.
  func rows(_ rows: [Int]) -> EncodedSamples {
    EncodedSamples(
      posterior: posterior.map { $0.rows(rows) }, factors: factors.rows(rows),
      errors: errors.rows(rows),
      residuals: residuals.map { sums in rows.prefix { $0 < sums.count }.map { sums[$0] } })
  }
}
