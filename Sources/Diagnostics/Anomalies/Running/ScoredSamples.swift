import Models
import Tensors

/// All scores of a set of samples.
struct ScoredSamples: Sendable {
  /// One list per score, one number per sample, all finite.
  let values: [[Double]]
  /// The factors, `[samples, factors]`.
  let factors: Tensor

  /// What scoring needs, the same for all sets.
  struct Scoring: Sendable {
    let checkpoint: DescribedModel
    let scores: [AnomalyScore]
    let aggregate: AggregatePosterior
    /// `nil` for a model without a prior.
    let estimator: EvidenceEstimator?
    let team: WorkerTeam
  }

  /// Why a block has no scores.
  private enum Fault: Sendable {
    case cancelled
    case sample(Int)
    case code(Int)
  }

  private enum BlockResult: Sendable {
    case values([[Double]])
    case fault(Fault)
  }

  /// Scores samples in blocks.
  ///
  /// - Parameters:
  ///   - samples: The samples, of the model's shape.
  ///   - group: The index of the set, which selects the random stream of the draws.
  ///   - scoring: What scoring needs.
  ///   - isCancelled: Polled for every sample, from any thread.
  ///   - progress: Receives the fraction done, on the calling thread.
  /// - Throws: ``AnomalyError`` when a sample or a code is not finite, or the work was cancelled.
  init(
    _ samples: EvaluationSamples, group: Int, by scoring: Scoring,
    isCancelled: @Sendable () -> Bool, progress: (Double) -> Void
  ) throws(AnomalyError) {
    let blocks = stride(from: 0, to: samples.count, by: EvaluationSamples.blockSize).map {
      samples.blockRange(of: $0)
    }
    var values = [[Double]](repeating: [], count: scoring.scores.count)
    let team = scoring.team
    // One block per worker and wave, so that progress is reported from this thread alone.
    for wave in stride(from: 0, to: blocks.count, by: team.count) {
      let waveBlocks = Array(blocks[wave..<min(wave + team.count, blocks.count)])
      let results = team.results(waveBlocks.count) { index -> BlockResult? in
        isCancelled()
          ? nil
          : Self.score(
            samples.block(waveBlocks[index]), from: waveBlocks[index].lowerBound, group: group,
            by: scoring, isCancelled: isCancelled)
      }
      for (range, result) in zip(waveBlocks, results) {
        switch result {
        case nil, .fault(.cancelled): throw .cancelled
        case .fault(.sample(let row)):
          throw .samples(
            .notFinite(
              data: samples.label, what: "values",
              sample: samples.number(of: range.lowerBound + row)))
        case .fault(.code(let row)):
          throw .samples(
            .notFinite(
              data: samples.label, what: "codes from the encoder",
              sample: samples.number(of: range.lowerBound + row)))
        case .values(let block):
          for score in values.indices { values[score] += block[score] }
        }
      }
      progress(Double(min(wave + team.count, blocks.count)) / Double(blocks.count))
    }
    self.values = values
    factors = samples.factors
  }

  private static func score(
    _ samples: Tensor, from start: Int, group: Int, by scoring: Scoring,
    isCancelled: () -> Bool
  ) -> BlockResult {
    if let place = samples.elements.firstIndex(where: { !$0.isFinite }) {
      return .fault(.sample(place / samples.rowStride))
    }
    let model = scoring.checkpoint.model
    let posterior = model.encode(samples)
    if let sample = posterior.firstFault { return .fault(.code(sample)) }
    var evidence: [SampleEvidence] = []
    if let estimator = scoring.estimator, let logVariance = posterior.logVariance {
      for row in 0..<samples.rowCount {
        if isCancelled() { return .fault(.cancelled) }
        evidence.append(
          estimator.evidence(
            of: samples.row(row), mean: posterior.mean.row(row),
            logVariance: logVariance.row(row), group: group, index: start + row))
      }
    }
    let block = EvaluatedBlock(
      samples: samples, posterior: posterior, decoded: model.decode(posterior.mean),
      evidence: evidence, aggregate: scoring.aggregate,
      particles: ParticleDistances(scoring.checkpoint.data))
    return .values(scoring.scores.map { $0.values(block) })
  }
}
