import Models
import Networks
import TestSupport
import Tensors
import Testing

/// A training step whose rows are coupled at the latents.
@Suite struct AuxiliarySteppingTests {
  private static let forms = AuxiliaryForm.all.map(\.name)
  private let samples = SteppingToy.samples(16)
  private let factors: Tensor

  init() {
    var random = CounterRandom(testCase: 77)
    factors = Tensor(shape: [16, 2], elements: random.floats(32, in: 0...1))
  }

  private func step(
    _ form: String, workers: Int = 2, seed: UInt64 = 5, alignment: Double = 3
  ) throws -> TrainingStep {
    try SteppingToy.step(
      latentCount: 4, seed: seed, workers: workers,
      auxiliary: AuxiliaryObjective(
        form: try #require(AuxiliaryForm.named(form)),
        factors: ["first", "second"].map { AuxiliaryFactor(name: $0, lower: 0, upper: 1) },
        priorWidth: 0.5, alignmentWeight: alignment, independenceWeight: 2))
  }

  @Test(arguments: forms, [1, 2, 3]) func sameSeedAndTeamGiveTheSameBits(
    form: String, workers: Int
  ) throws {
    let runs = try (0..<2).map { _ in
      let step = try step(form, workers: workers)
      let reports = SteppingToy.train(step, on: samples, factors: factors, steps: 0..<4)
      return (reports, step.parameters)
    }
    #expect(runs[0].0 == runs[1].0)
    #expect(firstDifference(runs[0].1, from: runs[1].1) == nil)
  }

  @Test(arguments: forms, [2, 3, 20]) func teamsAgree(form: String, workers: Int) throws {
    let steps = try [1, workers].map { try step(form, workers: $0) }
    // At first the latents hardly vary, which makes correlations sensitive to rounding.
    SteppingToy.train(steps[0], on: samples, factors: factors, steps: 0..<30)
    for index in 30..<33 {
      steps[1].parameters = steps[0].parameters
      steps[1].optimizerState = steps[0].optimizerState
      let reports = steps.map {
        SteppingToy.train($0, on: samples, factors: factors, steps: index..<index + 1)[0]
      }
      #expect(abs(reports[1].loss - reports[0].loss) < 1e-5 * abs(reports[0].loss))
      for (found, expected) in zip(reports[1].penalties, reports[0].penalties) {
        #expect(abs(found.value - expected.value) < 1e-5, "\(found.name)")
      }
      #expect(largestDifference(steps[1].gradient, from: steps[0].gradient.map(Double.init)) < 1e-5)
    }
  }

  @Test(arguments: forms) func lossIsTheSumOfItsParts(form: String) throws {
    let step = try step(form)
    for (index, scale) in [1, 0.25].enumerated() {
      let report = step.run(
        rowCount: 16, step: index, betaScale: scale,
        batch: SteppingToy.filler(samples, factors: factors))
      #expect(report.penalties.map(\.name) == ["alignment", "cross", "leakage"])
      let penalty = zip(report.penalties, [3, 3, 2.0]).reduce(0) { $0 + $1.0.value * $1.1 }
      let bound = report.reconstruction + scale * report.divergence.reduce(0, +)
      #expect(abs(report.loss - bound - penalty) < 1e-9)
    }
  }

  @Test(arguments: forms) func evaluationGivesTheFiguresOfTheStep(form: String) throws {
    let step = try step(form)
    let evaluated = step.evaluate(
      rowCount: 16, step: 7, batch: SteppingToy.filler(samples, factors: factors))
    let trained = SteppingToy.train(step, on: samples, factors: factors, steps: 7..<8)[0]
    #expect(evaluated.loss == trained.loss && evaluated.penalties == trained.penalties)
    #expect(evaluated.divergence == trained.divergence)
  }

  /// The derivative of the loss along the gradient is its squared norm: through encoder, draw, prior and penalty.
  @Test(arguments: forms) func gradientIsTheSlopeOfTheLoss(form: String) throws {
    // Latents that vary, and are away from the kinks of the penalties.
    let plain = try SteppingToy.step(latentCount: 4)
    SteppingToy.train(plain, on: samples, steps: 0..<60)
    let step = try step(form)
    let start = plain.parameters
    step.parameters = start
    let filler = SteppingToy.filler(samples, factors: factors)
    let norm = SteppingToy.train(step, on: samples, factors: factors, steps: 90..<91)[0]
      .gradientNorm
    let gradient = step.gradient
    // Small beside the curvature of correlations, large beside the rounding of the loss.
    let change = 5e-3
    let losses = [1, -1].map { (sign: Float) in
      step.parameters = zip(start, gradient).map { $0 + sign * Float(change / (norm * norm)) * $1 }
      return step.evaluate(rowCount: 16, step: 90, batch: filler).loss
    }
    #expect(abs((losses[0] - losses[1]) / (2 * change) - 1) < 1e-2)
  }

  @Test func meanReductionDividesLikelihoodAndDivergence() throws {
    let architecture = try SteppingToy.architecture()
    let steps = [Objective.Reduction.sum, .mean].map { reduction in
      TrainingStep(
        architecture: architecture,
        objective: Objective(likelihood: BernoulliLikelihood(), beta: 2, reduction: reduction),
        optimizer: Adam(), batchSize: 16, seed: 5, team: WorkerTeam(count: 2))
    }
    let reports = steps.map { SteppingToy.train($0, on: samples, steps: 0..<1)[0] }
    #expect(reports[0].reconstruction == reports[1].reconstruction)
    #expect(reports[0].divergence == reports[1].divergence)
    #expect(abs(reports[1].loss - reports[0].loss / 64) < 1e-9)
    let expected = steps[0].gradient.map { Double($0) / 64 }
    #expect(largestDifference(steps[1].gradient, from: expected) < 1e-5)
  }

  @Test(arguments: forms) func factorThatIsNoNumberIsNamed(form: String) throws {
    let step = try step(form)
    let parameters = step.parameters
    var broken = factors
    broken[9, 1] = .nan
    let report = SteppingToy.train(step, on: samples, factors: broken, steps: 0..<1)[0]
    #expect(report.fault == NumericalFault(place: "factor", row: 9))
    #expect(firstDifference(step.parameters, from: parameters) == nil)
  }

  @Test func penaltyThatIsNoNumberIsNamed() throws {
    let broken = AuxiliaryForm(name: "broken", reduction: .sum, factorCenter: 0) { _ in
      [
        CorrelationTerm(
          .cross, share: .infinity, .signedDistance, .init(.mean, 0), .power(1, 1))
      ]
    }
    let step = try SteppingToy.step(
      latentCount: 4,
      auxiliary: AuxiliaryObjective(
        form: broken,
        factors: ["first", "second"].map { AuxiliaryFactor(name: $0, lower: 0, upper: 1) },
        alignmentWeight: 1, independenceWeight: 1))
    let parameters = step.parameters
    let report = SteppingToy.train(step, on: samples, factors: factors, steps: 0..<1)[0]
    #expect(report.fault == NumericalFault(place: "penalty cross"))
    #expect(firstDifference(step.parameters, from: parameters) == nil)
  }

  @Test func latentsLearnTheirFactors() throws {
    let step = try step("robust", alignment: 30)
    let spots = SteppingToy.samples(16, seed: 3)
    // Two properties of the images, brightness and horizontal balance, on 0...1.
    let sums = (0..<16).map { row in
      let pixels = Array(spots.row(row))
      let right = pixels.indices.reduce(Float(0)) { $0 + ($1 % 8 > 3 ? pixels[$1] : 0) }
      let all = pixels.reduce(0, +)
      return [all / 64, right / all]
    }
    let known = Tensor(shape: [16, 2], elements: sums.flatMap(\.self))
    let reports = SteppingToy.train(step, on: spots, factors: known, steps: 0..<200)
    #expect(reports[199].penalties[0].value < 0.05, "\(reports[0].penalties)")
  }
}
