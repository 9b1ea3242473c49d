import Datasets
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@testable import Models

/// Bounds of log p(x), against a linear model whose p(x) is known.
struct EvidenceTests {
  private let model: Model
  private let variance = 0.04
  private let bias: [Double]
  private let weights: [Double]

  init() throws {
    let architecture = try #require(ArchitectureFamily.named("dense")).architecture(
      .init(
        sampleShape: [2, 3, 1], latentCount: 1, channels: [], hiddenCount: 0,
        outputActivation: nil))
    let table = ParameterTable(architecture.networks)
    var random = CounterRandom(testCase: 2)
    model = Model(
      architecture: architecture, transform: PixelTransform(mode: .identity),
      parameters: random.floats(table.count))
    let ends = model.decode(Tensor(shape: [2, 1], elements: [0, 1]))
    bias = ends.row(0).map(Double.init)
    weights = zip(ends.row(1), ends.row(0)).map { Double($0) - Double($1) }
  }

  private func estimator(
    _ draws: Int, objective: Objective? = nil, seed: UInt64 = 1
  ) throws -> EvidenceEstimator {
    try #require(
      EvidenceEstimator(
        model,
        objective: objective
          ?? Objective(likelihood: GaussianLikelihood(variance: Float(variance))),
        drawCount: draws, seed: seed))
  }

  private var squaredWeight: Double { weights.reduce(0) { $0 + $1 * $1 } }

  private func projection(_ sample: [Float]) -> Double {
    zip(zip(sample, bias), weights).reduce(0) { $0 + (Double($1.0.0) - $1.0.1) * $1.1 }
  }

  /// -ln N(x; bias, w w^T + variance), by the formulas for a matrix that a vector updates.
  private func exact(_ sample: [Float]) -> Double {
    let square = zip(sample, bias).reduce(0) { $0 + pow(Double($1.0) - $1.1, 2) }
    let along = projection(sample)
    let quadratic = (square - along * along / (variance + squaredWeight)) / variance
    let determinant =
      Double(sample.count) * log(variance) + log(1 + squaredWeight / variance)
    return (quadratic + determinant + Double(sample.count) * log(2 * .pi)) / 2
  }

  /// The posterior of the linear model, which is Gaussian.
  private func posterior(_ sample: [Float]) -> (mean: [Float], logVariance: [Float]) {
    let total = squaredWeight + variance
    return ([Float(projection(sample) / total)], [Float(log(variance / total))])
  }

  @Test(arguments: 0..<8) func theTruePosteriorMakesTheBoundExactWithAnyDraws(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    let sample = random.floats(6, in: -2...2)
    let (mean, logVariance) = posterior(sample)
    for draws in [1, 7] {
      let evidence = try estimator(draws, seed: UInt64(seed)).evidence(
        of: sample[...], mean: mean[...], logVariance: logVariance[...], group: 0, index: 0)
      let expected = exact(sample)
      #expect(
        abs(evidence.negativeLogLikelihood - expected) < 1e-3 * abs(expected),
        "seed \(seed), \(draws) draws: \(evidence) and \(expected)")
    }
  }

  @Test func theBoundFallsToTheTruthAsDrawsGrow() throws {
    var random = CounterRandom(testCase: 40)
    let samples = (0..<300).map { _ in random.floats(6, in: -1...1) }
    func mean(_ draws: Int) throws -> (bound: Double, likelihood: Double) {
      let all = try samples.enumerated().map { index, sample in
        let (mean, logVariance) = posterior(sample)
        // A wrong posterior: off by a standard deviation and too wide by half.
        return try estimator(draws).evidence(
          of: sample[...], mean: [mean[0] + exp(logVariance[0] / 2)][...],
          logVariance: [logVariance[0] + 0.8][...], group: 1, index: index)
      }
      return (
        all.reduce(0) { $0 + $1.negativeLowerBound } / 300,
        all.reduce(0) { $0 + $1.negativeLogLikelihood } / 300
      )
    }
    let truth = samples.map(exact).reduce(0, +) / 300
    let (one, few, many) = (try mean(1), try mean(4), try mean(400))
    #expect(one.likelihood > few.likelihood && few.likelihood > many.likelihood)
    #expect(abs(many.likelihood - truth) < 0.02, "\(many) and \(truth)")
    #expect(many.bound > many.likelihood)
    // The gap is the divergence of the wrong posterior from the true one: (e^0.8 + 1 - 1 - 0.8) / 2.
    #expect(abs(many.bound - truth - (exp(0.8) - 0.8) / 2) < 0.05, "\(many) and \(truth)")
  }

  @Test func drawsBelongToSeedGroupAndPlace() throws {
    let sample: [Float] = [1, 0, -1, 0.5, 0, 2]
    func value(_ seed: UInt64, _ group: Int, _ index: Int) throws -> SampleEvidence {
      try estimator(3, seed: seed).evidence(
        of: sample[...], mean: [0.2], logVariance: [0], group: group, index: index)
    }
    let own = try value(1, 2, 3)
    #expect(try own == value(1, 2, 3))
    #expect(try own != value(2, 2, 3) && own != value(1, 3, 3) && own != value(1, 2, 4))
  }

  @Test func aTiedLatentHasThePriorOfAnUnknownFactor() throws {
    let auxiliary = AuxiliaryObjective(
      form: .robust, factors: [AuxiliaryFactor(name: "size", lower: 0, upper: 4)],
      priorWidth: 0.5, alignmentWeight: 1, independenceWeight: 1)
    let objective = Objective(
      likelihood: GaussianLikelihood(variance: Float(variance)), auxiliary: auxiliary)
    let draw: [Float] = [1.2]
    let (noise, spread) = ([0.3], [Float(-1)])
    let ratio = try estimator(1, objective: objective)
      .logRatio(of: draw[...], noise: noise, logVariance: spread[...])
    let deviation = (0.25 + 1.0 / 12).squareRoot()
    func logDensity(_ x: Double, _ mean: Double, _ deviation: Double) -> Double {
      -pow((x - mean) / deviation, 2) / 2 - log(deviation) - log(2 * .pi) / 2
    }
    let expected =
      logDensity(Double(draw[0]), 0.5, deviation) - logDensity(noise[0], 0, 1)
      + Double(spread[0]) / 2
    #expect(abs(ratio - expected) < 1e-6)
  }

  @Test func sumsOfExponentialsDoNotOverflow() {
    #expect(abs(EvidenceEstimator.logSumOfExponentials([1000, 1000]) - 1000 - log(2)) < 1e-9)
    #expect(
      abs(EvidenceEstimator.logSumOfExponentials([-1000, -1001]) + 1000 - log1p(exp(-1))) < 1e-9)
    #expect(EvidenceEstimator.logSumOfExponentials([-.infinity, -.infinity]) == -.infinity)
  }
}
