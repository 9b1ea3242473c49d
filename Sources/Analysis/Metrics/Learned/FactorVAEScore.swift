/// The score of Kim and Mnih, "Disentangling by factorising" (ICML 2018), in the form of arXiv 1811.12359.
///
/// A batch of samples shares the value of one factor. The latent that varies least in it, in units of its overall
/// standard deviation, votes for that factor. The score is the accuracy of a majority rule per latent.
package struct FactorVAEScore: Sendable, Equatable, Codable {
  /// How many samples are drawn; the defaults are those of arXiv 1811.12359, 970,000 samples in all.
  package struct Configuration: Sendable, Equatable, Codable {
    /// The number of samples per vote.
    package var batchSize: Int
    /// The number of votes that determine the rule.
    package var trainingVoteCount: Int
    /// The number of votes that test it.
    package var testVoteCount: Int
    /// The number of samples for the overall standard deviations.
    package var normalizationCount: Int
    /// A latent with a smaller standard deviation does not vote.
    package var smallestDeviation: Double

    /// Creates a configuration.
    package init(
      batchSize: Int = 64, trainingVoteCount: Int = 10_000, testVoteCount: Int = 5_000,
      normalizationCount: Int = 10_000, smallestDeviation: Double = 0.05
    ) {
      precondition(
        batchSize > 1 && trainingVoteCount > 0 && testVoteCount > 0 && normalizationCount > 1,
        """
        FactorVAEScore: batches of \(batchSize), \(trainingVoteCount) and \(testVoteCount) votes, \
        \(normalizationCount) samples
        """)
      self.batchSize = batchSize
      self.trainingVoteCount = trainingVoteCount
      self.testVoteCount = testVoteCount
      self.normalizationCount = normalizationCount
      self.smallestDeviation = smallestDeviation
    }

    /// The number of samples that are simulated.
    package var sampleCount: Int {
      normalizationCount + batchSize * (trainingVoteCount + testVoteCount)
    }
  }

  /// The fraction of the test votes that the rule predicts correctly; 0 when no latent may vote.
  ///
  /// A code without information gets about 1 / factors.
  package let accuracy: Double
  /// How many samples were drawn.
  package let configuration: Configuration
  /// Which latents vary enough to vote, ascending.
  package let activeLatents: [Int]
  /// How often each latent voted for each factor when the rule was determined, `[latents, factors]`; the rule is the
  /// largest entry of a row, the first of equal ones.
  package let votes: Matrix

  /// Measures an encoder.
  ///
  /// - Parameters:
  ///   - encoder: The source of codes of chosen factors, of which it has at least one.
  ///   - configuration: How many samples are drawn.
  ///   - seed: The seed of all draws.
  ///   - isCancelled: Called before every call of the encoder.
  ///   - progress: Receives the fraction that is done, 0...1.
  /// - Returns: The score; `nil` when cancelled.
  package static func measure(
    _ encoder: some ControlledEncoder, configuration: Configuration = Configuration(),
    seed: UInt64, isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (Double) -> Void = { _ in }
  ) -> FactorVAEScore? {
    FactorVotes(
      encoder, configuration: configuration, seed: seed, isCancelled: isCancelled,
      progress: progress
    ).map(FactorVAEScore.init)
  }

  /// The accuracy of the rule of the training votes on the test votes.
  package init(_ draws: FactorVotes) {
    configuration = draws.configuration
    activeLatents = draws.activeLatents
    let votes = draws.votes
    var table = Matrix(rowCount: draws.latentCount, columnCount: draws.factorCount)
    for vote in votes.training { table[vote.latent, vote.factor] += 1 }
    self.votes = table
    let rule = (0..<table.rowCount).map { table.row($0).positionOfLargest }
    accuracy =
      votes.test.isEmpty
      ? 0 : Double(votes.test.count { rule[$0.latent] == $0.factor }) / Double(votes.test.count)
  }
}

extension ArraySlice<Double> {
  /// The index of the largest entry, the first of equal ones.
  fileprivate var positionOfLargest: Int {
    indices.reduce(startIndex) { self[$1] > self[$0] ? $1 : $0 } - startIndex
  }
}
