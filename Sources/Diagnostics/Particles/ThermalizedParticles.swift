import Simulations

/// Projected configurations after Metropolis sweeps, beside simulated ones.
package struct ThermalizedParticles: Sendable, Equatable {
  /// The energies after some sweeps.
  package struct Stage: Sendable, Equatable {
    /// The number of sweeps.
    package let sweepCount: Int
    /// The energies of the configurations.
    package let energies: ConfigurationEnergies
  }

  /// The energies by the number of sweeps, ascending from 0, the projection itself.
  package let stages: [Stage]
  /// The particles after the last sweep in the order of the points, in sigma; `nil` where the decoded sample is not a
  /// configuration.
  package let positions: [[SIMD2<Double>]?]
  /// The energies of configurations that were simulated at the same gravities.
  package let simulated: ConfigurationEnergies
}

/// The work of thermalising the points of one draw, divided into blocks of chains.
struct ThermalizationPlan: Sendable {
  /// The configurations to start from, by point; `nil` where there is none.
  let starts: [[SIMD2<Double>]?]
  /// Gamma by point.
  let gravities: [Double]
  /// The numbers of sweeps after which energies are measured, ascending from 0.
  let counts: [Int]
  /// The moves.
  let sweeps: MetropolisSweeps
  /// The least number of simulated configurations to compare with.
  let comparedCount: Int

  /// A multiple of the chains that run in parallel.
  private static let blockSize = 8

  /// The numbers of sweeps at which energies are measured on the way to a number.
  static func counts(to last: Int) -> [Int] {
    Thermalization.usualCounts.filter { $0 < last } + [last]
  }

  /// One part of the work: chains with their positions by stage, or simulated configurations.
  struct Block: Sendable {
    var indices: [Int] = []
    var stages: [[[SIMD2<Double>]]] = []
    var simulated: [[SIMD2<Double>]] = []
  }

  private var usable: [Int] { starts.indices.filter { starts[$0] != nil } }

  private var simulatedGravities: [Double] {
    let own = usable.map { gravities[$0] }
    guard !own.isEmpty else { return [] }
    let repeats = max(1, (comparedCount + own.count - 1) / own.count)
    return Array(repeatElement(own, count: repeats).joined())
  }

  /// The number of blocks.
  var blockCount: Int { chainBlockCount + Self.blocks(simulatedGravities.count) }

  private var chainBlockCount: Int { Self.blocks(usable.count) }

  private static func blocks(_ count: Int) -> Int { (count + blockSize - 1) / blockSize }

  /// Runs one block; `nil` when cancelled.
  func block(_ number: Int, isCancelled: @Sendable () -> Bool) -> Block? {
    guard number >= chainBlockCount else { return chains(number, isCancelled) }
    return simulated(number - chainBlockCount)
  }

  private func chains(_ number: Int, _ isCancelled: @Sendable () -> Bool) -> Block? {
    let usable = usable
    let range = number * Self.blockSize..<min((number + 1) * Self.blockSize, usable.count)
    var block = Block(indices: Array(usable[range]))
    var present = block.indices.compactMap { starts[$0] }
    var done = 0
    for count in counts {
      guard
        let swept = sweeps.run(
          done..<count, from: present, gravities: block.indices.map { gravities[$0] },
          firstIndex: range.lowerBound, isCancelled: isCancelled)
      else { return nil }
      (present, done) = (swept, count)
      block.stages.append(present)
    }
    return block
  }

  private func simulated(_ number: Int) -> Block {
    let all = simulatedGravities
    var sampling = FluidSampling()
    sampling.model = sweeps.model
    let simulator = FluidSimulator(
      count: all.count, seed: sweeps.seed, gravities: all, sampling: sampling)
    let range = number * Self.blockSize..<min((number + 1) * Self.blockSize, all.count)
    return Block(simulated: simulator.configurations(range))
  }

  /// Puts the blocks together, in their order.
  func result(_ blocks: [Block]) -> ThermalizedParticles {
    let indices = blocks.flatMap(\.indices)
    let own = indices.map { gravities[$0] }
    let stages = counts.indices.map { stage in
      ThermalizedParticles.Stage(
        sweepCount: counts[stage],
        energies: ConfigurationEnergies(
          blocks.flatMap { $0.stages.isEmpty ? [] : $0.stages[stage] }, gravities: own,
          model: sweeps.model))
    }
    var positions = [[SIMD2<Double>]?](repeating: nil, count: starts.count)
    for (index, place) in zip(indices, blocks.flatMap { $0.stages.last ?? [] }) {
      positions[index] = place
    }
    return ThermalizedParticles(
      stages: stages, positions: positions,
      simulated: ConfigurationEnergies(
        blocks.flatMap(\.simulated), gravities: simulatedGravities, model: sweeps.model))
  }
}
