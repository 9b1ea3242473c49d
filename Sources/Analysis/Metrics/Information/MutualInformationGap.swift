package import Tensors

/// The mutual information gap, MIG (Chen, Li, Grosse, Duvenaud 2018), by discretised posterior
/// means.
///
/// Per factor the gap between the two latents with the most information about it, divided by the factor's
/// entropy: 1 when one latent has all the information and no other any, 0 when two have equal amounts.
package struct MutualInformationGap: Sendable, Equatable, Codable {
  /// The gap per factor, from 0 to 1; 0 for a constant factor.
  package let perFactor: [Double]
  /// The mean gap over the factors that vary; 0 without one.
  package let value: Double

  /// Scores a matrix of information; with a single latent the second largest value is 0.
  ///
  /// - Parameters:
  ///   - information: `[latents, factors]` in nats.
  ///   - factorEntropies: One per factor, in nats.
  package init(information: Matrix, factorEntropies: [Double]) {
    let shares = MutualInformation.normalized(information, factorEntropies: factorEntropies)
    perFactor = (0..<shares.columnCount).map { FactorMean.gap(shares.column($0)) }
    value = FactorMean.of(perFactor) { factorEntropies[$0] > 0 }
  }

  /// Scores codes, `[samples, latents]`, against the factors of the same samples, `[samples,
  /// factors]`.
  package init(codes: Tensor, factors: Tensor, discretizer: Discretizer = Discretizer()) {
    self.init(
      information: MutualInformation.matrix(
        codes: codes, factors: factors, discretizer: discretizer),
      factorEntropies: MutualInformation.entropies(factors, discretizer: discretizer))
  }
}
