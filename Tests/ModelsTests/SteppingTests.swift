import Models
import Networks
import Tensors
import TestSupport
import Testing

/// Properties of a training step beyond correct numbers.
@Suite struct SteppingTests {
  private let samples = SteppingToy.samples(16)

  @Test(arguments: [1, 2, 3]) func sameSeedAndTeamGiveTheSameBits(workers: Int) throws {
    let runs = try (0..<2).map { _ in
      let step = try SteppingToy.step(workers: workers)
      let reports = SteppingToy.train(step, on: samples, steps: 0..<5)
      return (reports, step.parameters, step.optimizerState)
    }
    #expect(runs[0].0 == runs[1].0)
    #expect(firstDifference(runs[0].1, from: runs[1].1) == nil)
    expectSame(runs[0].2, runs[1].2)
  }

  @Test func seedsDiffer() throws {
    let first = try SteppingToy.step(seed: 1)
    let second = try SteppingToy.step(seed: 2)
    #expect(firstDifference(first.parameters, from: second.parameters) != nil)
    second.parameters = first.parameters
    let reports = [first, second].map { SteppingToy.train($0, on: samples, steps: 0..<1)[0] }
    #expect(reports[0].divergence == reports[1].divergence)
    #expect(reports[0].reconstruction != reports[1].reconstruction, "the noise has a seed too")
  }

  @Test(arguments: [2, 3, 5]) func teamsAgree(workers: Int) throws {
    let alone = try SteppingToy.step(workers: 1)
    let team = try SteppingToy.step(workers: workers)
    for index in 0..<5 {
      let expected = SteppingToy.train(alone, on: samples, steps: index..<index + 1)[0]
      let found = SteppingToy.train(team, on: samples, steps: index..<index + 1)[0]
      #expect(abs(found.loss - expected.loss) < 1e-5 * abs(expected.loss))
      #expect(largestDifference(team.gradient, from: alone.gradient.map(Double.init)) < 1e-5)
      #expect(largestDifference(team.parameters, from: alone.parameters.map(Double.init)) < 1e-5)
    }
  }

  @Test(arguments: [1, 3, 7]) func smallBatchesInALargeStep(rows: Int) throws {
    let few = SteppingToy.samples(rows)
    let steps = try [rows, 40].map { try SteppingToy.step(batchSize: $0, workers: 2) }
    // The large step ran a full batch before, whose rows are still in memory.
    _ = steps[1].evaluate(
      rowCount: 40, step: 99, batch: SteppingToy.filler(SteppingToy.samples(40)))
    let reports = steps.map { SteppingToy.train($0, on: few, steps: 0..<2) }
    #expect(reports[0] == reports[1])
    #expect(firstDifference(steps[0].parameters, from: steps[1].parameters) == nil)
  }

  @Test func evaluationChangesNothing() throws {
    let step = try SteppingToy.step()
    SteppingToy.train(step, on: samples, steps: 0..<3)
    let (parameters, state, gradient) = (step.parameters, step.optimizerState, step.gradient)
    let report = step.evaluate(rowCount: 16, step: 100, batch: SteppingToy.filler(samples))
    #expect(report.isFinite && report.gradientNorm == 0)
    #expect(firstDifference(step.parameters, from: parameters) == nil)
    expectSame(step.optimizerState, state)
    #expect(firstDifference(step.gradient, from: gradient) == nil)
  }

  @Test func evaluationGivesTheFiguresOfTheStep() throws {
    let step = try SteppingToy.step(beta: 3)
    let evaluated = step.evaluate(rowCount: 16, step: 7, batch: SteppingToy.filler(samples))
    let trained = SteppingToy.train(step, on: samples, steps: 7..<8)[0]
    #expect(evaluated.loss == trained.loss)
    #expect(evaluated.divergence == trained.divergence)
  }

  @Test(arguments: 0..<4) func sampleThatIsNoNumberLeavesTheWeights(likelihood: Int) throws {
    let likelihoods: [any Likelihood] = [
      BernoulliLikelihood(), GaussianLikelihood(variance: 0.1), PoissonLikelihood(),
      LogarithmicLikelihood(),
    ]
    let step = try SteppingToy.step(likelihood: likelihoods[likelihood])
    SteppingToy.train(step, on: samples, steps: 0..<2)
    let (parameters, state) = (step.parameters, step.optimizerState)
    for value in [Float.nan, .infinity] {
      var broken = samples
      broken[11, 3, 3, 0] = value
      let report = SteppingToy.train(step, on: broken, steps: 2..<3)[0]
      #expect(!report.isFinite, "\(likelihoods[likelihood]) of \(value)")
      #expect(report.fault == NumericalFault(place: "input", row: 11))
      #expect(firstDifference(step.parameters, from: parameters) == nil)
      expectSame(step.optimizerState, state)
    }
  }

  @Test func weightThatIsNoNumberIsNamed() throws {
    let step = try SteppingToy.step()
    let table = ParameterTable(step.architecture.networks)
    let entry = try #require(table.entries.first { $0.name == "decoder.0.bias" })
    step.parameters[entry.offset] = .nan
    let report = SteppingToy.train(step, on: samples, steps: 0..<1)[0]
    #expect(report.fault == NumericalFault(place: "weight decoder.0.bias"))
  }

  @Test func layerThatOverflowsIsNamed() throws {
    let step = try SteppingToy.step()
    let table = ParameterTable(step.architecture.networks)
    let entry = try #require(table.entries.first { $0.name == "encoder.2.weight" })
    for position in entry.range { step.parameters[position] = .greatestFiniteMagnitude }
    let report = SteppingToy.train(step, on: samples, steps: 0..<1)[0]
    let fault = try #require(report.fault)
    #expect(fault == NumericalFault(place: "encoder.2", row: 0))
  }

  @Test func stepAfterABrokenOneIsSound() throws {
    var broken = samples
    broken[0, 0, 0, 0] = .nan
    let steps = try (0..<2).map { _ in try SteppingToy.step() }
    SteppingToy.train(steps[0], on: broken, steps: 5..<6)
    let reports = steps.map { SteppingToy.train($0, on: samples, steps: 0..<2) }
    #expect(reports[0] == reports[1])
    #expect(firstDifference(steps[0].parameters, from: steps[1].parameters) == nil)
  }

  @Test func restoredRunContinuesToTheSameBits() throws {
    let whole = try SteppingToy.step()
    SteppingToy.train(whole, on: samples, steps: 0..<3)
    let resumed = try SteppingToy.step()
    resumed.parameters = whole.parameters
    resumed.optimizerState = whole.optimizerState
    let reports = [whole, resumed].map { SteppingToy.train($0, on: samples, steps: 3..<6) }
    #expect(reports[0] == reports[1])
    #expect(firstDifference(whole.parameters, from: resumed.parameters) == nil)
    expectSame(whole.optimizerState, resumed.optimizerState)
    #expect(whole.optimizerState.step == 6)
  }

  @Test func lossIsReconstructionPlusWeightedDivergence() throws {
    let step = try SteppingToy.step(beta: 4)
    for (index, scale) in [1, 0.25, 0].enumerated() {
      let report = step.run(
        rowCount: 16, step: index, betaScale: scale, batch: SteppingToy.filler(samples))
      let divergence = report.divergence.reduce(0, +)
      #expect(abs(report.loss - report.reconstruction - 4 * scale * divergence) < 1e-9)
      #expect(report.sampleCount == 16 && report.divergence.count == 2)
    }
  }

  @Test func gradientNormIsThatOfTheGradient() throws {
    let step = try SteppingToy.step()
    let report = SteppingToy.train(step, on: samples, steps: 0..<1)[0]
    let norm = step.gradient.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    #expect(abs(report.gradientNorm - norm) < 1e-5 * norm)
  }

  /// The mean over a batch is the mean of the means of its halves, and so are the gradients.
  @Test func gradientIsTheMeanOverTheBatch() throws {
    let halves = [samples.rows(0..<8), samples.rows(8..<16)]
    let gradients = try [samples, halves[0], halves[1]].map { batch in
      let step = try SteppingToy.step()
      _ = step.run(
        rowCount: batch.rowCount, step: 0,
        noise: { rows, noise in noise.update(repeating: 0.5, count: rows.count * 2) },
        batch: SteppingToy.filler(batch))
      return step.gradient
    }
    let mean = zip(gradients[1], gradients[2]).map { (Double($0) + Double($1)) / 2 }
    #expect(largestDifference(gradients[0], from: mean) < 1e-5)
  }

  private func expectSame(_ found: OptimizerState, _ expected: OptimizerState) {
    #expect(found.step == expected.step)
    #expect(firstDifference(found.first, from: expected.first) == nil)
    #expect(firstDifference(found.second, from: expected.second) == nil)
  }
}
