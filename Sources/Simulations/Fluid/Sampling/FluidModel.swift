/// Particles in a square box with hard walls under gravity, and how their equilibrium is sampled.
///
/// The energy is `sum of pairs + gamma * sum of heights` in units of the pair potential's depth.
package struct FluidModel: Sendable, Equatable {
  /// The numbers of particles that can be sampled.
  package static let particleCounts = 1...256
  /// The box sides that can be sampled, in sigma.
  package static let boxLengths = 1.0...1000
  /// The temperatures that can be sampled, in epsilon.
  package static let temperatures = 0.01...1000
  /// The largest displacements that can be proposed, in sigma.
  package static let stepLengths = 1e-3...1000
  /// The numbers of sweeps that can be chosen.
  package static let sweepCounts = 0...1_000_000
  /// The gravities that can be sampled, in epsilon per sigma.
  package static let gravities = -1000.0...1000

  /// How two particles act on each other.
  package var potential = PairPotential.lennardJones
  /// The number of particles.
  package var particleCount = 30
  /// The side of the box in sigma.
  package var boxLength = 10.0
  /// The temperature in epsilon.
  package var temperature = 1.0
  /// A proposal moves each coordinate by less than this, in sigma.
  package var stepLength = 0.7
  /// The sweeps over all particles from a random start to the sample; without any the start is the sample.
  package var sweepCount = 800

  /// Creates the model of the default data set.
  package init() {}

  /// Whether every number is within its limits.
  package var isValid: Bool {
    Self.particleCounts.contains(particleCount) && Self.boxLengths.contains(boxLength)
      && Self.temperatures.contains(temperature) && Self.stepLengths.contains(stepLength)
      && Self.sweepCounts.contains(sweepCount)
  }

  /// The energy of a configuration: pairs, each counted once, and heights.
  ///
  /// - Parameters:
  ///   - positions: The particles, in sigma; the second coordinate is the height.
  ///   - gravity: The energy of a height of one sigma, gamma.
  /// - Returns: The energy in epsilon.
  package func energy(of positions: [SIMD2<Double>], gravity: Double) -> Double {
    potential.energy(of: positions) + gravity * positions.reduce(0) { $0 + $1.y }
  }
}
