import Tensors

/// The draws behind ``FactorVAEScore``.
struct FactorVoting<Encoder: ControlledEncoder> {
  let source: ControlledCodes<Encoder>
  let configuration: FactorVAEScore.Configuration
  let isCancelled: () -> Bool
  let progress: (Double) -> Void

  /// The codes of samples of all factors, `[samples, latents]`; `nil` when cancelled.
  func normalization() -> SampleTable? {
    var parts: [SampleTable] = []
    let isComplete = source.forEach(
      configuration.normalizationCount, groupSize: 1, for: .normalization, isCancelled: isCancelled
    ) { random in
      .init(sharedFactor: 0, rows: [source.row(&random)])
    } _: { index, _, codes in
      parts.append(codes)
      report(samples: index + 1)
    }
    guard isComplete else { return nil }
    let latentCount = parts.first?.columns.count ?? 0
    return SampleTable(
      rowCount: parts.reduce(0) { $0 + $1.rowCount },
      columns: (0..<latentCount).map { latent in parts.flatMap { $0.columns[latent] } })
  }

  /// The groups of one draw; `nil` when cancelled.
  func groups(_ draw: EvaluationDraw) -> [FactorVotes.Group]? {
    var groups: [FactorVotes.Group] = []
    let isTest = draw == .test
    let before =
      configuration.normalizationCount
      + (isTest ? configuration.trainingVoteCount * configuration.batchSize : 0)
    let isComplete = source.forEach(
      isTest ? configuration.testVoteCount : configuration.trainingVoteCount,
      groupSize: configuration.batchSize, for: draw, isCancelled: isCancelled, makeGroup: group
    ) { index, factor, codes in
      groups.append(
        FactorVotes.Group(factor: factor, variances: codes.columns.map(\.variance)))
      report(samples: before + (index + 1) * configuration.batchSize)
    }
    return isComplete ? groups : nil
  }

  private func group(_ random: inout CounterRandom) -> ControlledCodes<Encoder>.Group {
    let factor = random.index(below: source.encoder.factorRanges.count)
    var rows = (0..<configuration.batchSize).map { _ in source.row(&random) }
    for row in rows.indices { rows[row][factor] = rows[0][factor] }
    return .init(sharedFactor: factor, rows: rows)
  }

  private func report(samples: Int) {
    progress(Double(samples) / Double(configuration.sampleCount))
  }
}

extension [Double] {
  /// The population variance; 0 for no entries and for equal ones.
  var variance: Double {
    guard !isConstant else { return 0 }
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
  }
}
