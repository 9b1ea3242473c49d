import Tensors

/// Markov chains of a fluid that start from given configurations instead of random ones.
///
/// The moves are those of the simulator, with random numbers of their own, so that a chain is independent of every
/// simulated sample.
package struct MetropolisSweeps: Sendable {
  /// The particles, their potential and temperature, and the largest displacement of a proposal.
  package let model: FluidModel
  /// The seed of all moves.
  package let seed: UInt64

  /// The sweeps after which cancellation is polled.
  private static let blockSize = 50

  /// Creates the chains of a model.
  ///
  /// - Parameters:
  ///   - model: A valid model; its own number of sweeps is not used.
  ///   - seed: The seed of all moves.
  package init(_ model: FluidModel, seed: UInt64) {
    precondition(model.isValid, "MetropolisSweeps: \(model)")
    self.model = model
    self.seed = seed
  }

  /// Continues chains, eight at a time.
  ///
  /// - Parameters:
  ///   - sweeps: The numbers of the sweeps, from 0. A chain that is continued in parts makes the same moves as in one run.
  ///   - configurations: The particles of every chain in sigma, as many as the model has.
  ///   - gravities: Gamma of every chain.
  ///   - firstIndex: The index of the first chain; seed and index determine a chain's moves.
  ///   - isCancelled: Polled after every 50 sweeps of eight chains.
  /// - Returns: The particles after the sweeps; `nil` when cancelled.
  package func run(
    _ sweeps: Range<Int>, from configurations: [[SIMD2<Double>]], gravities: [Double],
    firstIndex: Int = 0, isCancelled: () -> Bool = { false }
  ) -> [[SIMD2<Double>]]? {
    precondition(
      sweeps.lowerBound >= 0 && gravities.count == configurations.count
        && configurations.allSatisfy { $0.count == model.particleCount },
      "MetropolisSweeps: \(sweeps) of \(configurations.count) chains at \(gravities.count) gravities"
    )
    let workspace = FluidWorkspace(particleCount: model.particleCount)
    var swept: [[SIMD2<Double>]] = []
    for start in stride(from: 0, to: configurations.count, by: FluidChains.count) {
      let chains = start..<min(start + FluidChains.count, configurations.count)
      workspace.place(configurations[chains])
      for sweep in stride(from: sweeps.lowerBound, to: sweeps.upperBound, by: Self.blockSize) {
        if isCancelled() { return nil }
        workspace.continueChains(
          model, sweeps: sweep..<min(sweep + Self.blockSize, sweeps.upperBound),
          gravities: gravities[chains], seed: seed, firstIndex: firstIndex + start)
      }
      swept += (0..<chains.count).map(workspace.positions(of:))
    }
    return swept
  }
}
