import TestSupport
import Tensors
import Testing

@testable import Analysis

/// Codes that are a function of the factors and of noise.
private struct FunctionEncoder: ControlledEncoder {
  var factorRanges: [ClosedRange<Double>] = Array(repeating: -1...1, count: 4)
  var latentCount = 4
  var code: @Sendable (_ factors: [Double], _ latent: Int, _ random: inout CounterRandom) -> Double

  func codes(factors: [[Double]], seed: UInt64) -> Tensor {
    let ranges = factorRanges
    precondition(factors.allSatisfy { zip(ranges, $0).allSatisfy { $0.contains($1) } })
    return Tensor(
      shape: [factors.count, latentCount],
      elements: factors.enumerated().flatMap { row, factors in
        var random = CounterRandom(seed: seed, stream: .measurement, row: row)
        return (0..<latentCount).map { Float(code(factors, $0, &random)) }
      })
  }

  static let perfect = FunctionEncoder { factors, latent, _ in 2 * factors[3 - latent] }
  static let noise = FunctionEncoder { _, _, random in random.nextGaussian() }
  static let constant = FunctionEncoder { _, _, _ in 0.1 }
  static let undefined = FunctionEncoder { _, _, _ in .nan }
}

struct VotingScoresTests {
  private let votes = FactorVAEScore.Configuration(
    trainingVoteCount: 400, testVoteCount: 300, normalizationCount: 500)
  private let pairs = BetaVAEScore.Configuration(
    pairCount: 16, trainingVoteCount: 400, testVoteCount: 300)

  @Test func perfectCodesWinEveryVote() throws {
    let score = try #require(
      FactorVAEScore.measure(FunctionEncoder.perfect, configuration: votes, seed: 1))
    #expect(score.accuracy == 1)
    #expect(score.activeLatents == [0, 1, 2, 3])
    #expect(score.votes.elements.reduce(0, +) == 400)
    for latent in 0..<4 {
      for factor in 0..<4 {
        #expect((score.votes[latent, factor] > 0) == (latent == 3 - factor))
      }
    }
    let beta = try #require(
      BetaVAEScore.measure(FunctionEncoder.perfect, configuration: pairs, seed: 1))
    #expect(beta.accuracy > 0.99, "\(beta)")
  }

  /// An accuracy over n votes has the standard error sqrt(p (1 - p) / n), and a little more for the rule's own votes.
  @Test func halvesOfTheVotesSpreadAsAccuraciesDo() throws {
    let noisy = FunctionEncoder { factors, latent, random in
      factors[latent] + 1.3 * random.nextGaussian()
    }
    let drawn = try #require(FactorVotes(noisy, configuration: votes, seed: 1))
    let pairs = try #require(FactorDifferences(noisy, configuration: pairs, seed: 1))
    #expect(FactorVAEScore(drawn) == FactorVAEScore.measure(noisy, configuration: votes, seed: 1))
    #expect(
      BetaVAEScore(pairs)?.accuracy
        == BetaVAEScore.measure(noisy, configuration: self.pairs, seed: 1)?.accuracy)
    func spread(_ accuracy: Double, _ half: (inout CounterRandom) -> Double?) -> Double {
      let halves = (0..<60).compactMap { index in
        var random = CounterRandom.halves(seed: 3, index: index)
        return half(&random)
      }
      let mean = halves.mean
      let variance = halves.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59
      return (variance / (accuracy * (1 - accuracy) / 300)).squareRoot()
    }
    let first = spread(FactorVAEScore(drawn).accuracy) { FactorVAEScore(drawn.half(&$0)).accuracy }
    #expect((0.7...1.6).contains(first), "\(first)")
    let accuracy = try #require(BetaVAEScore(pairs)?.accuracy)
    let second = spread(accuracy) { BetaVAEScore(pairs.half(&$0))?.accuracy }
    #expect((0.7...1.6).contains(second), "\(second)")
  }

  @Test func halvesAreDrawnWithoutReplacement() {
    for count in [1, 2, 3, 10, 301] {
      var random = CounterRandom.halves(seed: 1, index: 0)
      let rows = random.half(of: count)
      #expect(rows.count == max(1, count / 2) && Set(rows).count == rows.count)
      #expect(rows == rows.sorted() && rows.allSatisfy { (0..<count).contains($0) })
    }
  }

  @Test func noiseIsNearChance() throws {
    let score = try #require(
      FactorVAEScore.measure(FunctionEncoder.noise, configuration: votes, seed: 1))
    #expect(abs(score.accuracy - 0.25) < 0.1, "\(score.accuracy)")
    let beta = try #require(
      BetaVAEScore.measure(FunctionEncoder.noise, configuration: pairs, seed: 1))
    #expect(abs(beta.accuracy - 0.25) < 0.1, "\(beta)")
  }

  /// Factors that are summed up in pairs: a latent knows which pair, and guesses which of it.
  @Test func mixturesAreInBetween() throws {
    let mixed = FunctionEncoder(latentCount: 2) { factors, latent, _ in
      factors[2 * latent] + factors[2 * latent + 1]
    }
    let score = try #require(FactorVAEScore.measure(mixed, configuration: votes, seed: 1))
    #expect(abs(score.accuracy - 0.5) < 0.1, "\(score.accuracy)")
  }

  /// A latent that never moves would win every vote and is left out, one of a small unit is not.
  @Test func stillLatentsDoNotVote() throws {
    let encoder = FunctionEncoder(latentCount: 5) { factors, latent, random in
      latent == 0 ? 0.04 * random.nextGaussian() : (latent == 1 ? 0.2 : 9) * factors[latent - 1]
    }
    let score = try #require(FactorVAEScore.measure(encoder, configuration: votes, seed: 1))
    #expect(score.activeLatents == [1, 2, 3, 4])
    #expect(score.accuracy == 1)
  }

  @Test func codesThatSayNothingScoreZeroOrChance() throws {
    for encoder in [FunctionEncoder.constant, .undefined] {
      let score = try #require(FactorVAEScore.measure(encoder, configuration: votes, seed: 1))
      #expect(score.accuracy == 0 && score.activeLatents.isEmpty)
      let beta = try #require(BetaVAEScore.measure(encoder, configuration: pairs, seed: 1))
      #expect(abs(beta.accuracy - 0.25) < 0.1)
    }
    let empty = FunctionEncoder(latentCount: 0) { _, _, _ in 0 }
    #expect(FactorVAEScore.measure(empty, configuration: votes, seed: 1)?.accuracy == 0)
    let fixed = FunctionEncoder(factorRanges: Array(repeating: 2...2, count: 4)) {
      factors, latent, _ in
      factors[latent]
    }
    #expect(FactorVAEScore.measure(fixed, configuration: votes, seed: 1)?.accuracy == 0)
  }

  @Test func drawsDependOnTheSeedAlone() throws {
    let noisy = FunctionEncoder { factors, latent, random in
      factors[latent] + random.nextGaussian()
    }
    let score = try #require(FactorVAEScore.measure(noisy, configuration: votes, seed: 1))
    #expect(score == FactorVAEScore.measure(noisy, configuration: votes, seed: 1))
    #expect(score != FactorVAEScore.measure(noisy, configuration: votes, seed: 2))
    #expect(score.configuration.sampleCount == 500 + 64 * 700)
    let beta = try #require(BetaVAEScore.measure(noisy, configuration: pairs, seed: 1))
    #expect(beta == BetaVAEScore.measure(noisy, configuration: pairs, seed: 1))
  }

  @Test func progressRisesToOneAndCancellingStops() {
    var shares: [Double] = []
    _ = FactorVAEScore.measure(
      FunctionEncoder.perfect, configuration: votes, seed: 1, progress: { shares.append($0) })
    #expect(shares == shares.sorted() && shares.last == 1)
    shares = []
    _ = BetaVAEScore.measure(
      FunctionEncoder.perfect, configuration: pairs, seed: 1, progress: { shares.append($0) })
    #expect(shares == shares.sorted() && shares.last == 1)

    var callsLeft = 3
    let cancelled = FactorVAEScore.measure(
      FunctionEncoder.perfect, configuration: votes, seed: 1,
      isCancelled: {
        callsLeft -= 1
        return callsLeft < 0
      })
    #expect(cancelled == nil)
    #expect(
      BetaVAEScore.measure(
        FunctionEncoder.perfect, configuration: pairs, seed: 1, isCancelled: { true }) == nil)
  }
}
