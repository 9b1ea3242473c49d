package import Tensors

/// The draws behind a ``FactorVAEScore``, from which latents vote.
package struct FactorVotes: Sendable, Equatable {
  /// Samples that share a factor.
  struct Group: Sendable, Equatable {
    let factor: Int
    /// The population variance of every latent among them.
    let variances: [Double]
  }

  /// A latent that varies least among samples that share a factor.
  struct Vote: Sendable, Equatable {
    let latent: Int
    let factor: Int
  }

  /// The groups whose votes determine the rule.
  private let training: [Group]
  /// The groups whose votes test it.
  private let test: [Group]
  /// Codes of samples of all factors, `[samples, latents]`, which tell how much each latent varies.
  private let normalization: SampleTable
  /// The number of factors.
  let factorCount: Int
  /// How many samples were drawn.
  let configuration: FactorVAEScore.Configuration

  /// The number of latents.
  var latentCount: Int { normalization.columns.count }

  /// Draws all votes.
  ///
  /// `nil` when cancelled.
  ///
  /// - Parameters:
  ///   - encoder: The source of codes of chosen factors, of which it has at least one.
  ///   - configuration: How many samples are drawn.
  ///   - seed: The seed of all draws.
  ///   - isCancelled: Called before every call of the encoder.
  ///   - progress: Receives the fraction that is done, 0...1.
  package init?(
    _ encoder: some ControlledEncoder, configuration: FactorVAEScore.Configuration, seed: UInt64,
    isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (Double) -> Void = { _ in }
  ) {
    precondition(!encoder.factorRanges.isEmpty, "FactorVAEScore: no factors")
    let voting = FactorVoting(
      source: ControlledCodes(encoder: encoder, seed: seed), configuration: configuration,
      isCancelled: isCancelled, progress: progress)
    guard let normalization = voting.normalization() else { return nil }
    self.normalization = normalization
    self.configuration = configuration
    factorCount = encoder.factorRanges.count
    guard !Self.active(normalization, configuration).isEmpty else {
      (training, test) = ([], [])
      progress(1)
      return
    }
    guard let training = voting.groups(.training), let test = voting.groups(.test) else {
      return nil
    }
    (self.training, self.test) = (training, test)
  }

  private init(_ other: FactorVotes, _ training: [Group], _ test: [Group], _ rows: [Int]) {
    (self.training, self.test) = (training, test)
    normalization = other.normalization.rows(rows)
    (factorCount, configuration) = (other.factorCount, other.configuration)
  }

  /// Which latents vary enough to vote, ascending; without any there are no votes.
  var activeLatents: [Int] { Self.active(normalization, configuration) }

  private static func active(
    _ codes: SampleTable, _ configuration: FactorVAEScore.Configuration
  ) -> [Int] {
    let least = configuration.smallestDeviation * configuration.smallestDeviation
    let variances = codes.columns.map(\.variance)
    return variances.indices.filter { variances[$0] >= least && variances[$0] > 0 }
  }

  /// The votes that determine the rule, and those that test it.
  var votes: (training: [Vote], test: [Vote]) {
    let variances = normalization.columns.map(\.variance)
    let active = activeLatents
    func votes(_ groups: [Group]) -> [Vote] {
      groups.compactMap { group in
        let stillest = active.min {
          group.variances[$0] / variances[$0] < group.variances[$1] / variances[$1]
        }
        return stillest.map { Vote(latent: $0, factor: group.factor) }
      }
    }
    return (votes(training), votes(test))
  }

  /// Half of the groups of either kind and of the samples of all factors, drawn without replacement.
  package func half(_ random: inout CounterRandom) -> FactorVotes {
    func half(_ groups: [Group]) -> [Group] { random.half(of: groups.count).map { groups[$0] } }
    let (training, test) = (half(training), half(test))
    return FactorVotes(self, training, test, random.half(of: normalization.rowCount))
  }
}

extension CounterRandom {
  /// The generator of the halves of one repeat.
  package static func halves(seed: UInt64, index: Int) -> CounterRandom {
    EvaluationDraw.half.random(seed: seed, row: index)
  }

  /// Half of the indices below a count, rounded down but at least one where there is any, ascending; every half is
  /// equally likely.
  package mutating func half(of count: Int) -> [Int] {
    nextPermutation(count).prefix(min(count, max(1, count / 2))).sorted()
  }
}
