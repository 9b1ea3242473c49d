import TestSupport
import Tensors
import Testing

@testable import Analysis

struct ExplicitnessTests {
  @Test func factorsThemselvesAreExplicitAndNoiseIsChance() throws {
    let factors = LearnedSamples.uniform(seed: 1, 1500, 2)
    let noise = LearnedSamples.uniform(seed: 2, 1500, 2)
    let team = WorkerTeam()
    let perfect = try #require(
      Explicitness.measure(codes: factors, factors: factors, seed: 1, team: team))
    // The penalty keeps twenty narrow classes of a thousand samples a little short of 1.
    #expect(perfect.score > 0.95, "\(perfect)")
    #expect(perfect.scoredClassCounts == [20, 20])
    let blind = try #require(
      Explicitness.measure(codes: noise, factors: factors, seed: 1, team: team))
    #expect(abs(blind.score - 0.5) < 0.05, "\(blind)")
  }

  /// Four values of a factor fall into four classes, each told from the rest by a code of its own.
  @Test func fewValuesAreFewClasses() throws {
    let factors = LearnedSamples.tensor(200, 1) { row, _ in Double(row % 4) }
    let codes = LearnedSamples.tensor(200, 4) { row, latent in row % 4 == latent ? 1 : 0 }
    let found = try #require(
      Explicitness.measure(codes: codes, factors: factors, seed: 1, team: WorkerTeam()))
    #expect(found.factorAreas == [1])
    #expect(found.scoredClassCounts == [4])
  }

  @Test(arguments: 0...5) func degenerateSamplesAreChance(_ count: Int) throws {
    let constant = LearnedSamples.tensor(count, 2) { _, _ in 0.1 }
    let found = try #require(
      Explicitness.measure(codes: constant, factors: constant, seed: 1, team: WorkerTeam()))
    #expect(found.factorAreas == [0.5, 0.5])
    let undefined = LearnedSamples.tensor(count, 2) { _, _ in .nan }
    let factors = LearnedSamples.uniform(seed: 1, count, 2)
    let blind = try #require(
      Explicitness.measure(codes: undefined, factors: factors, seed: 1, team: WorkerTeam()))
    #expect(blind.score == 0.5)
  }

  @Test func resultDependsOnTheSeedAndNotOnTheWorkers() {
    let codes = LearnedSamples.uniform(seed: 4, 300, 4)
    let factors = LearnedSamples.tensor(300, 3) { row, factor in
      Double(codes[row, factor]) + Double(codes[row, 3])
    }
    func measure(seed: UInt64, workers: Int) -> Explicitness? {
      Explicitness.measure(
        codes: codes, factors: factors, seed: seed, team: WorkerTeam(count: workers))
    }
    #expect(measure(seed: 1, workers: 1) == measure(seed: 1, workers: 3))
    #expect(measure(seed: 1, workers: 1) != measure(seed: 2, workers: 1))
    #expect(
      Explicitness.measure(
        codes: codes, factors: factors, seed: 1, team: WorkerTeam(), isCancelled: { true }) == nil)
  }
}
