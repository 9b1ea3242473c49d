import Tensors
import TestSupport
import Testing

@testable import Simulations

/// Chains that start from given configurations.
@Suite("Metropolis sweeps from given configurations")
struct MetropolisSweepsTests {
  /// A lattice of which every row lies on the one below it.
  private func lattice(_ count: Int, spacing: Double = 1.2) -> [SIMD2<Double>] {
    (0..<count).map { SIMD2(0.5 + Double($0 % 6) * spacing, 0.5 + Double($0 / 6) * spacing) }
  }

  /// The same moves are accepted unless a draw lies within rounding of its threshold.
  @Test(arguments: PairPotential.allCases) func chainsMoveAsOneAlone(
    potential: PairPotential
  ) throws {
    var model = FluidModel()
    model.potential = potential
    model.particleCount = 12
    model.sweepCount = 25
    let gravities = (0..<11).map { 0.1 * Double($0) }
    let start = lattice(12)
    let swept = try #require(
      MetropolisSweeps(model, seed: 5).run(
        0..<25, from: gravities.map { _ in start }, gravities: gravities, firstIndex: 40))
    #expect(swept.count == 11)
    for (chain, gravity) in gravities.enumerated() {
      let expected = scalarChain(
        model, gravity: gravity, seed: 5, row: 40 + chain, from: start, stream: .thermalization)
      for (found, expected) in zip(swept[chain], expected) {
        #expect(abs(found.x - expected.x) < 1e-9 && abs(found.y - expected.y) < 1e-9)
      }
    }
  }

  @Test func chainsInPartsAreChainsInOneRun() throws {
    let sweeps = MetropolisSweeps(FluidModel(), seed: 3)
    let starts = Array(repeating: lattice(30), count: 9)
    let gravities = Array(repeating: 0.4, count: 9)
    let whole = try #require(sweeps.run(0..<120, from: starts, gravities: gravities))
    let first = try #require(sweeps.run(0..<20, from: starts, gravities: gravities))
    let second = try #require(sweeps.run(20..<120, from: first, gravities: gravities))
    #expect(second == whole && first != whole)
    #expect(sweeps.run(0..<120, from: starts, gravities: gravities) == whole)
    #expect(
      MetropolisSweeps(FluidModel(), seed: 4).run(0..<120, from: starts, gravities: gravities)
        != whole)
  }

  @Test func noSweepChangesNothingAndWorkCanBeCancelled() {
    let sweeps = MetropolisSweeps(FluidModel(), seed: 3)
    let starts = Array(repeating: lattice(30), count: 3)
    #expect(sweeps.run(0..<0, from: starts, gravities: [0.1, 0.4, 1]) == starts)
    #expect(sweeps.run(0..<0, from: [], gravities: []) == [])
    var polls = 0
    let cancelled = sweeps.run(0..<1000, from: starts, gravities: [0.1, 0.4, 1]) {
      polls += 1
      return polls > 2
    }
    #expect(cancelled == nil && polls == 3)
  }

  /// From a lattice the chains reach the mean energy of chains from random starts.
  @Test(arguments: [0.1, 1]) func longChainsAreThermal(gravity: Double) throws {
    let model = FluidModel()
    let gravities = Array(repeating: gravity, count: 240)
    let swept = try #require(
      MetropolisSweeps(model, seed: 11).run(
        0..<800, from: gravities.map { _ in lattice(30) }, gravities: gravities))
    let simulated = FluidSimulator(count: 240, seed: 12, gravities: [gravity])
      .configurations(0..<240)
    let (own, other) = (
      mean(swept, model, gravity: gravity), mean(simulated, model, gravity: gravity)
    )
    let error = (own.squaredError + other.squaredError).squareRoot()
    #expect(abs(own.value - other.value) < 4 * error, "\(own) and \(other)")
    let start = model.energy(of: lattice(30), gravity: gravity)
    #expect(abs(start - other.value) > 20 * error, "the lattice itself is not thermal")
  }

  private func mean(
    _ configurations: [[SIMD2<Double>]], _ model: FluidModel, gravity: Double
  ) -> (value: Double, squaredError: Double) {
    let energies = configurations.map { model.energy(of: $0, gravity: gravity) }
    let count = Double(energies.count)
    let mean = energies.reduce(0, +) / count
    let variance = energies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    return (mean, variance / count)
  }
}
