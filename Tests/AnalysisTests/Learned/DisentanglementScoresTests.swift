import TestSupport
import Tensors
import Testing

@testable import Analysis

struct DisentanglementScoresTests {
  private func scores(_ rows: [[Double]]) -> DisentanglementScores {
    let factorCount = rows.first?.count ?? 0
    return DisentanglementScores(
      importances: Matrix(
        rowCount: rows.count, columnCount: factorCount, elements: rows.flatMap { $0 }),
      factorInformativeness: Array(repeating: 0.5, count: factorCount))
  }

  @Test func oneLatentPerFactorIsPerfect() {
    let identity = scores([[1, 0, 0], [0, 2, 0], [0, 0, 3], [0, 0, 0]])
    #expect(abs(identity.disentanglement - 1) < 1e-8)
    #expect(abs(identity.completeness - 1) < 1e-8)
    #expect(identity.latentDisentanglement[3] == 0)
    let weights: [Double] = [1.0 / 6, 1.0 / 3, 0.5, 0]
    #expect(identity.latentWeights == weights)
    #expect(identity.informativeness == 0.5)
  }

  @Test func equalImportancesAreNoneOfBoth() {
    let uniform = scores(Array(repeating: [0.2, 0.2, 0.2], count: 5))
    #expect(abs(uniform.disentanglement) < 1e-12)
    #expect(abs(uniform.completeness) < 1e-12)
  }

  /// A latent of two of four factors: entropy ln 2 / ln 4; a factor on two of two latents: entropy 1.
  @Test func entropiesHaveTheirBases() {
    let mixed = scores([[1, 1, 0, 0], [0, 0, 3, 3]])
    #expect(abs(mixed.disentanglement - 0.5) < 1e-8)
    #expect(abs(mixed.completeness - 1) < 1e-8)
    let shared = scores([[1, 0], [1, 0], [0, 2], [0, 0]])
    #expect(abs(shared.disentanglement - 1) < 1e-8)
    #expect(abs(shared.completeness - (0.5 * 0.5 + 0.5 * 1)) < 1e-8)
  }

  @Test func nothingImportantScoresZero() {
    let nothing = scores([[0, 0], [0, 0]])
    #expect(nothing.disentanglement == 0 && nothing.completeness == 0)
    let single = scores([[2], [2]])
    #expect(single.disentanglement == 1)
    #expect(abs(single.completeness) < 1e-12)
    let empty = scores([])
    #expect(empty.disentanglement == 0 && empty.informativeness == 0)
  }

  private static let predictors: [DisentanglementScores.Predictor] = [
    .boostedTrees(.init()), .sparseLinear(penalty: 0.01),
  ]

  /// Factors themselves, permuted, one more latent of noise: near 1; their rotation: near 0.
  @Test(arguments: predictors)
  func tellsAxesFromMixtures(_ predictor: DisentanglementScores.Predictor) throws {
    let factors = LearnedSamples.uniform(seed: 1, 1500, 2)
    let noise = LearnedSamples.uniform(seed: 2, 1500, 1)
    let aligned = LearnedSamples.tensor(1500, 3) { row, latent in
      latent == 2 ? Double(noise[row, 0]) : 3 * Double(factors[row, 1 - latent]) - 1
    }
    let mixed = LearnedSamples.tensor(1500, 2) { row, latent in
      Double(factors[row, 0]) + (latent == 0 ? 1 : -1) * Double(factors[row, 1])
    }
    let good = try #require(
      DisentanglementScores.measure(
        codes: aligned, factors: factors, predictor: predictor, seed: 1, team: WorkerTeam()))
    #expect(good.disentanglement > 0.95 && good.completeness > 0.95)
    #expect(good.informativeness > 0.98)
    #expect(good.importances[0, 1] > 0.9 && good.importances[1, 0] > 0.9)
    let bad = try #require(
      DisentanglementScores.measure(
        codes: mixed, factors: factors, predictor: predictor, seed: 1, team: WorkerTeam()))
    #expect(bad.disentanglement < 0.05 && bad.completeness < 0.05)
    #expect(bad.informativeness > 0.9)
  }

  @Test func resultDependsOnTheSeedAndNotOnTheWorkers() throws {
    let codes = LearnedSamples.uniform(seed: 4, 300, 4)
    let factors = LearnedSamples.tensor(300, 3) { row, factor in
      Double(codes[row, factor]) + Double(codes[row, 3])
    }
    func measure(seed: UInt64, workers: Int) -> DisentanglementScores? {
      DisentanglementScores.measure(
        codes: codes, factors: factors, seed: seed, team: WorkerTeam(count: workers))
    }
    let one = try #require(measure(seed: 1, workers: 1))
    #expect(one == measure(seed: 1, workers: 2))
    #expect(one == measure(seed: 1, workers: 5))
    #expect(one != measure(seed: 2, workers: 2))
    #expect(one.importances.elements.reduce(0, +) > 2.999999)
  }

  @Test(arguments: predictors, 0...4)
  func fewOrConstantSamplesGiveNumbers(
    _ predictor: DisentanglementScores.Predictor, count: Int
  ) throws {
    for entry in [0.1, Double.nan] {
      let scores = try #require(
        DisentanglementScores.measure(
          codes: LearnedSamples.tensor(count, 2) { _, _ in entry },
          factors: LearnedSamples.uniform(seed: 1, count, 2), predictor: predictor, seed: 1,
          team: WorkerTeam()))
      #expect(scores.disentanglement == 0 && scores.completeness == 0)
      #expect(scores.informativeness.isFinite)
    }
  }

  @Test func cancelledGivesNothing() {
    let codes = LearnedSamples.uniform(seed: 1, 30, 2)
    #expect(
      DisentanglementScores.measure(
        codes: codes, factors: codes, seed: 1, team: WorkerTeam(), isCancelled: { true }) == nil)
  }
}
