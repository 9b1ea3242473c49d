package import Simulations

/// The energies per particle of configurations of a fluid, without a cap.
package struct ConfigurationEnergies: Sendable, Equatable {
  /// A mean over configurations.
  package struct Mean: Sendable, Equatable {
    /// The mean in epsilon.
    package let value: Double
    /// Its standard error; `nil` for fewer than two configurations.
    package let standardError: Double?
  }

  /// Gamma of every configuration.
  package let gravities: [Double]
  /// The energy of the pairs of every configuration over its number of particles, in epsilon.
  package let pairs: [Double]
  /// The same with the heights, gamma times the mean height.
  package let totals: [Double]

  /// Computes the energies.
  ///
  /// - Parameters:
  ///   - configurations: Particles in sigma; the second coordinate is the height.
  ///   - gravities: Gamma of every configuration.
  ///   - model: The fluid.
  package init(
    _ configurations: [[SIMD2<Double>]], gravities: [Double], model: FluidModel
  ) {
    precondition(
      configurations.count == gravities.count,
      "ConfigurationEnergies: \(configurations.count) at \(gravities.count) gravities")
    self.gravities = gravities
    pairs = configurations.map { model.energy(of: $0, gravity: 0) / Double(max($0.count, 1)) }
    totals = zip(configurations, gravities).map {
      model.energy(of: $0, gravity: $1) / Double(max($0.count, 1))
    }
  }

  /// The mean energy of the pairs; `nil` without configurations.
  package var meanPair: Mean? { Mean(pairs) }
  /// The mean energy; `nil` without configurations.
  package var meanTotal: Mean? { Mean(totals) }

  /// The mean energy at one gamma; `nil` where no configuration has it.
  package func meanTotal(gravity: Double) -> Mean? {
    Mean(zip(totals, gravities).filter { $0.1 == gravity }.map(\.0))
  }
}

extension ConfigurationEnergies.Mean {
  fileprivate init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    value = mean
    standardError = values.count > 1 ? (squares / (count - 1) / count).squareRoot() : nil
  }
}
