import Tensors

/// The inputs of the classifier of ``BetaVAEScore``, and its targets.
struct FactorFeatures: Sendable, Equatable {
  /// The mean absolute differences of pairs, `[votes, latents]`.
  var features: SampleTable
  /// The factor that the pairs of each vote share.
  var factors: [Int]

  /// The votes at `indices`.
  func rows(_ indices: [Int]) -> FactorFeatures {
    FactorFeatures(features: features.rows(indices), factors: indices.map { factors[$0] })
  }
}

/// The draws behind ``BetaVAEScore``.
struct FactorPairs<Encoder: ControlledEncoder> {
  let source: ControlledCodes<Encoder>
  let configuration: BetaVAEScore.Configuration
  let isCancelled: () -> Bool
  let progress: (Double) -> Void

  /// The features of all votes of one draw; `nil` when cancelled.
  func features(_ draw: EvaluationDraw) -> FactorFeatures? {
    let isTest = draw == .test
    let before = isTest ? configuration.trainingVoteCount : 0
    var rows: [[Double]] = []
    var factors: [Int] = []
    let isComplete = source.forEach(
      isTest ? configuration.testVoteCount : configuration.trainingVoteCount,
      groupSize: 2 * configuration.pairCount, for: draw, isCancelled: isCancelled, makeGroup: group
    ) { index, factor, codes in
      rows.append(codes.columns.map(meanDifference))
      factors.append(factor)
      report(votes: before + index + 1)
    }
    guard isComplete else { return nil }
    let columns = (0..<(rows.first?.count ?? 0)).map { latent in rows.map { $0[latent] } }
    return FactorFeatures(
      features: SampleTable(rowCount: rows.count, columns: columns), factors: factors)
  }

  /// The first halves of the pairs, then the second halves in the same order.
  private func group(_ random: inout CounterRandom) -> ControlledCodes<Encoder>.Group {
    let factor = random.index(below: source.encoder.factorRanges.count)
    var rows = (0..<2 * configuration.pairCount).map { _ in source.row(&random) }
    for pair in 0..<configuration.pairCount {
      rows[configuration.pairCount + pair][factor] = rows[pair][factor]
    }
    return .init(sharedFactor: factor, rows: rows)
  }

  private func meanDifference(_ codes: [Double]) -> Double {
    let pairCount = configuration.pairCount
    return (0..<pairCount).map { abs(codes[$0] - codes[pairCount + $0]) }.mean
  }

  /// The classifier takes a hundredth of the time or less.
  private func report(votes: Int) {
    let all = configuration.trainingVoteCount + configuration.testVoteCount
    progress(0.99 * Double(votes) / Double(all))
  }
}
