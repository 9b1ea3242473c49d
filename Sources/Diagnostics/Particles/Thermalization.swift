package import Datasets
package import Models
package import Simulations

/// What makes decoded configurations of a fluid thermal: Metropolis sweeps with the Hamiltonian of the simulator that made
/// the data, at the data's temperature.
package struct Thermalization: Sendable, Equatable {
  /// The latent that carries gamma, with its line and gamma's bounds.
  private struct Carrier: Sendable, Equatable {
    let latent: Int
    let line: LatentAlignment
    let bounds: ClosedRange<Double>
  }

  /// The most sweeps that can be chosen.
  package static let counts = 0...100_000
  /// The numbers of sweeps that are reported and offered.
  package static let usualCounts = [0, 20, 50, 100]

  /// The fluid of the data, with the sweeps from a random start to a sample.
  package let model: FluidModel
  /// The gravities of the data.
  package let gravities: [Double]
  private let carrier: Carrier?

  /// Finds the simulator; `nil` where this program did not simulate the data, or they are not particles.
  ///
  /// - Parameters:
  ///   - data: The description of the data.
  ///   - roles: What the latents carry.
  package init?(_ data: DataDescription, roles: [LatentRole]) {
    guard data.particles != nil,
      let settings = DatasetGenerators.settings(for: data) as? FluidSettings
    else { return nil }
    model = settings.sampling.model
    gravities = settings.gravities
    carrier =
      roles.lazy.compactMap { role in
        guard let carried = role.carried, data.factors.indices.contains(carried.factor),
          let line = role.alignment, case let factor = data.factors[carried.factor],
          factor.lower <= factor.upper
        else { return nil }
        return Carrier(latent: role.latent, line: line, bounds: factor.lower...factor.upper)
      }.first
  }

  /// Finds the simulator of the data of a model; `nil` as above.
  package init?(_ checkpoint: DescribedModel) {
    self.init(checkpoint.data, roles: checkpoint.roles)
  }

  /// Gamma at which a point is thermalised: the chosen one, else the one that a latent carries, within gamma's bounds, else
  /// those of the data in turn.
  ///
  /// - Parameters:
  ///   - latents: The value of every latent.
  ///   - index: The index of the point among those of a draw.
  ///   - chosen: The user's choice.
  /// - Returns: Gamma in epsilon per sigma.
  package func gravity(of latents: [Float], index: Int, chosen: Double?) -> Double {
    if let chosen { return chosen }
    guard let carrier, latents.indices.contains(carrier.latent) else {
      return gravities[index % gravities.count]
    }
    let value = carrier.line.factorValue(at: Double(latents[carrier.latent]))
    return min(max(value, carrier.bounds.lowerBound), carrier.bounds.upperBound)
  }

  /// A sample's gamma, which data sets store in single precision; `nil` where it is none that can be sampled.
  func stored(_ gravity: Double) -> Double? {
    if let own = gravities.first(where: { Float($0) == Float(gravity) }) { return own }
    return FluidModel.gravities.contains(gravity) ? gravity : nil
  }

  /// Where gamma comes from, in words.
  package func source(chosen: Double?) -> String {
    if let chosen { return "gamma \(chosen) as chosen" }
    if let carrier { return "gamma decoded from z\(carrier.latent)" }
    return gravities.count == 1
      ? "gamma \(gravities[0]) of the data" : "the data's gammas in turn: no latent carries gamma"
  }
}

extension Thermalization {
  /// One configuration after Metropolis sweeps.
  package struct Outcome: Sendable, Equatable {
    /// The particles in sigma.
    package let positions: [SIMD2<Double>]
    /// The energy per particle before the sweeps in epsilon, pairs and heights, without a cap.
    package let energyBefore: Double
    /// The same after the sweeps.
    package let energyAfter: Double
  }

  /// The gammas that can be chosen, in epsilon per sigma.
  package static let gravityLimits = FluidModel.gravities

  /// The temperature of the sweeps in epsilon.
  package var temperature: Double { model.temperature }

  /// Moves the particles of one configuration.
  ///
  /// - Parameters:
  ///   - positions: The particles in sigma, as many as the fluid has.
  ///   - sweepCount: The number of sweeps, at least 0.
  ///   - gravity: Gamma, in ``gravityLimits``.
  ///   - seed: The seed of the moves.
  ///   - isCancelled: Polled after every 50 sweeps.
  /// - Returns: The particles; `nil` when cancelled.
  package func thermalized(
    _ positions: [SIMD2<Double>], sweepCount: Int, gravity: Double, seed: UInt64,
    isCancelled: () -> Bool = { false }
  ) -> Outcome? {
    guard
      let moved = MetropolisSweeps(model, seed: seed).run(
        0..<sweepCount, from: [positions], gravities: [gravity], isCancelled: isCancelled)?.first
    else { return nil }
    let energies = ConfigurationEnergies(
      [positions, moved], gravities: [gravity, gravity], model: model
    ).totals
    return Outcome(positions: moved, energyBefore: energies[0], energyAfter: energies[1])
  }
}
