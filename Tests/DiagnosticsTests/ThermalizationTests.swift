import Analysis
import Datasets
import Simulations
import Synchronization
import Tensors
import TestSupport
import Testing

@testable import Diagnostics
@testable import Models

/// Particles of draws that are made thermal.
@Suite struct ThermalizationTests {
  private func settings(_ sweeps: Int, gravity: Double? = nil) -> ProbeSettings {
    var settings = ProbeSettings()
    (settings.count, settings.draws) = (10, [.prior, .origin])
    (settings.metropolisSweepCount, settings.gravity) = (sweeps, gravity)
    return settings
  }

  private func probe(_ settings: ProbeSettings) throws -> Probe {
    let checkpoint = try TestModel.fluid()
    return Probe(
      checkpoint,
      samples: try EvaluationSamples.best(
        for: checkpoint, settings: EvaluationSettings(sampleCount: 10, seed: 3)),
      settings: settings)
  }

  private func report(_ settings: ProbeSettings, workers: Int = 1) throws -> ProbeReport {
    try probe(settings).run(team: WorkerTeam(count: workers))
  }

  @Test func energiesAreThoseOfTheHamiltonianAtTheGammasOfTheData() throws {
    let report = try report(settings(30))
    let model = TestModel.fluidSettings(6).sampling.model
    for draw in report.draws {
      let particles = try #require(draw.particles)
      let thermal = try #require(particles.thermalized)
      let count = draw.points.rowCount
      let gravities = (0..<count).map { [0.1, 0.4, 0.7, 1][$0 % 4] }
      #expect(thermal.stages.map(\.sweepCount) == [0, 20, 30])
      let starts = particles.projections.compactMap { $0?.positions }
      let ends = thermal.positions.compactMap(\.self)
      #expect(starts.count == count && ends.count == count)
      for (stage, positions) in [(0, starts), (2, ends)] {
        for index in 0..<count {
          let energy = model.energy(of: positions[index], gravity: gravities[index]) / 6
          #expect(abs(thermal.stages[stage].energies.totals[index] - energy) < 1e-12)
          let pairs = model.potential.energy(of: positions[index]) / 6
          #expect(abs(thermal.stages[stage].energies.pairs[index] - pairs) < 1e-12)
        }
      }
      #expect(ends.joined().allSatisfy { $0.min() >= 0 && $0.max() <= model.boxLength })
      #expect(starts != ends)
      // As many simulated ones as of a random draw, at the same gammas.
      #expect(thermal.simulated.gravities == (0..<10).map { gravities[$0 % count] })
    }
    // Real samples keep their own gamma, which simulated ones have in turn.
    let real = try #require(report.reconstructions?.thermalized)
    #expect(real.stages[0].energies.gravities == (0..<10).map { [0.1, 0.4, 0.7, 1][$0 % 4] })
  }

  @Test func meansAndErrorsAreThoseOfTheirDefinition() throws {
    var model = FluidModel()
    model.particleCount = 2
    let pairs = (1...4).map { [SIMD2(1.0, 1), SIMD2(1, 1 + Double($0))] }
    let energies = ConfigurationEnergies(pairs, gravities: [0.5, 1, 0.5, 1], model: model)
    let expected = (1...4).map { r in
      2 * (1 / intPower(r, 12) - 1 / intPower(r, 6)) + [1, 0.5][r % 2] * (2 + Double(r)) / 2
    }
    for (found, expected) in zip(energies.totals, expected) {
      #expect(abs(found - expected) < 1e-12)
    }
    let mean = expected.reduce(0, +) / 4
    let variance = expected.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
    #expect(abs(try #require(energies.meanTotal).value - mean) < 1e-12)
    let error = try #require(energies.meanTotal?.standardError)
    #expect(abs(error - (variance / 4).squareRoot()) < 1e-12)
    #expect(
      abs(try #require(energies.meanTotal(gravity: 0.5)).value - (expected[0] + expected[2]) / 2)
        < 1e-12)
    #expect(energies.meanTotal(gravity: 3) == nil)
    #expect(
      ConfigurationEnergies([pairs[0]], gravities: [1], model: model).meanPair?.standardError == nil
    )
    #expect(ConfigurationEnergies([], gravities: [], model: model).meanPair == nil)
  }

  private final class Cancellation: Sendable {
    let isSet = Atomic(false)
  }

  private func intPower(_ base: Int, _ power: Int) -> Double {
    (0..<power).reduce(1) { product, _ in product * Double(base) }
  }

  /// Draws of arbitrary weights become samples of the fluid.
  @Test func manySweepsReachTheSimulator() throws {
    var settings = settings(0)
    (settings.count, settings.draws) = (200, [.prior])
    let projections = try #require(try report(settings, workers: 2).draws[0].particles?.projections)
    var model = TestModel.fluidSettings(6).sampling.model
    // The data of the test are not in equilibrium.
    model.sweepCount = 800
    let plan = ThermalizationPlan(
      starts: projections.map { $0?.positions },
      gravities: projections.indices.map { [0.1, 0.4, 0.7, 1][$0 % 4] }, counts: [0, 1500],
      sweeps: MetropolisSweeps(model, seed: 21), comparedCount: 200)
    let thermal = plan.result(
      try (0..<plan.blockCount).map { try #require(plan.block($0) { false }) })
    let (own, simulated) = (
      try #require(thermal.stages.last?.energies.meanTotal),
      try #require(thermal.simulated.meanTotal)
    )
    let errors = try [own, simulated].map { try #require($0.standardError) }
    let error = (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot()
    #expect(abs(own.value - simulated.value) < 4 * error, "\(own) and \(simulated)")
    let start = try #require(thermal.stages[0].energies.meanTotal)
    #expect(abs(start.value - simulated.value) > 10 * error, "\(start) and \(simulated)")
  }

  @Test func withoutSweepsNothingIsThermalised() throws {
    let (none, some) = (try report(settings(0)), try report(settings(20)))
    #expect(
      none.thermalization == nil && none.draws.allSatisfy { $0.particles?.thermalized == nil })
    for (first, second) in zip(none.draws, some.draws) {
      #expect(first.particles?.projections == second.particles?.projections)
    }
    #expect(try report(settings(20), workers: 3) == some, "of any number of workers")
  }

  @Test func sweepsAreCancelled() throws {
    let probe = try probe(settings(100_000))
    let cancellation = Cancellation()
    #expect(throws: DiagnosisError.cancelled) {
      try probe.run(
        team: WorkerTeam(count: 2), isCancelled: { cancellation.isSet.load(ordering: .relaxed) },
        progress: { stage, _ in
          if stage.hasPrefix("sweeps") { cancellation.isSet.store(true, ordering: .relaxed) }
        })
    }
  }

  @Test func gammaIsChosenOrCarriedOrThoseOfTheDataInTurn() throws {
    let data = TestModel.fluidSettings(6).description
    func role(_ correlation: Double) -> LatentRole {
      LatentRole(
        latent: 1, tied: nil,
        strongest: LatentRole.Correlate(factor: 0, name: "gamma", correlation: correlation)
      ) { _ in LatentAlignment(factor: 0, correlation: correlation, slope: 0.2, intercept: 0.5) }
    }
    let carried = try #require(Thermalization(data, roles: [role(0.9)]))
    #expect(carried.gravity(of: [7, 1], index: 3, chosen: nil) == 0.7)
    #expect(carried.gravity(of: [7, 50], index: 3, chosen: nil) == 1, "gamma's bound")
    #expect(carried.gravity(of: [7, 1], index: 3, chosen: 2) == 2)
    let free = try #require(Thermalization(data, roles: [role(0.7)]))
    #expect(
      (0..<5).map { free.gravity(of: [7, 1], index: $0, chosen: nil) } == [0.1, 0.4, 0.7, 1, 0.1])
    #expect(Thermalization(GalaxySettings().description, roles: []) == nil)
    var other = data
    other.settings["temperature"] = "warm"
    #expect(Thermalization(other, roles: []) == nil)
  }

  @Test func oneConfigurationIsMovedAsItsChain() throws {
    let thermalization = try #require(
      Thermalization(TestModel.fluidSettings(6).description, roles: []))
    let start = (0..<6).map { SIMD2(0.5 + Double($0 % 3), 0.5 + Double($0 / 3)) }
    let outcome = try #require(
      thermalization.thermalized(start, sweepCount: 70, gravity: 0.4, seed: 9))
    let chain = MetropolisSweeps(thermalization.model, seed: 9)
      .run(0..<70, from: [start], gravities: [0.4])?.first
    #expect(outcome.positions == chain)
    let energy = thermalization.model.energy(of: start, gravity: 0.4) / 6
    #expect(abs(outcome.energyBefore - energy) < 1e-12)
    let none = thermalization.thermalized(start, sweepCount: 0, gravity: 0.4, seed: 9)
    #expect(none?.positions == start && none?.energyBefore == none?.energyAfter)
    #expect(
      thermalization.thermalized(start, sweepCount: 70, gravity: 0.4, seed: 9) { true } == nil)
  }

  @Test func whatCannotBeSweptIsSaid() throws {
    #expect(try probe(settings(20)).sweepProblem == nil && probe(settings(0)).sweepProblem == nil)
    let galaxies = try TestModel.checkpoint()
    #expect(
      Probe(galaxies, samples: nil, settings: settings(20)).sweepProblem
        == "the samples are not particles")
    let checkpoint = try TestModel.fluid()
    #expect(
      Probe(checkpoint, samples: nil, settings: settings(20)).sweepProblem
        == "the model has no encoder")
  }
}
