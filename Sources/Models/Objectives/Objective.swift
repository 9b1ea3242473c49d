import Datasets
package import Networks

/// The training loss as a value: the negative log likelihood of the samples plus `beta` times the divergence
/// of the posterior from the prior, in nats, mean over the batch, plus the penalties of an auxiliary
/// objective.
package struct Objective: Sendable, Equatable {
  /// How the elements of a sample enter the loss.
  package enum Reduction: String, Codable, Sendable, CaseIterable {
    /// Likelihood and divergence are summed: the loss is in nats per sample.
    case sum
    /// Both are divided by the number of elements of a sample, which gives penalties relatively more weight:
    /// the loss is in nats per element.
    case mean

    /// The unit of the loss.
    package var unit: String {
      switch self {
      case .sum: "nat"
      case .mean: "nat per element"
      }
    }

    /// The factor of likelihood and divergence of a sample with `elementCount` elements.
    package func scale(elementCount: Int) -> Double {
      switch self {
      case .sum: 1
      case .mean: 1 / Double(elementCount)
      }
    }
  }

  /// The likelihood of a sample given the decoder's output.
  package let likelihood: any Likelihood
  /// The weight of the divergence (Higgins and others 2017); 1 is the plain variational autoencoder.
  package let beta: Double
  /// How the elements of a sample enter the loss.
  package let reduction: Reduction
  /// The latent family: posterior, prior and divergence.
  package let latents: any LatentFamily
  /// The factors that the first latents are tied to; `nil` for none.
  package let auxiliary: AuxiliaryObjective?
  /// The corruption of the encoder's input; `nil` for none.
  package let corruption: Corruption?

  /// Creates an objective.
  ///
  /// - Parameters:
  ///   - likelihood: The likelihood of a sample given the decoder's output.
  ///   - beta: The weight of the divergence, where the latent family has one.
  ///   - reduction: How the elements of a sample enter the loss.
  ///   - latents: The latent family; `nil` for the Gaussian one, tied where there is an auxiliary objective.
  ///   - auxiliary: The factors that the first latents are tied to.
  ///   - corruption: The corruption of the encoder's input.
  package init(
    likelihood: any Likelihood, beta: Double = 1, reduction: Reduction = .sum,
    latents: (any LatentFamily)? = nil, auxiliary: AuxiliaryObjective? = nil,
    corruption: Corruption? = nil
  ) {
    self.likelihood = likelihood
    self.beta = beta
    self.reduction = reduction
    self.latents = latents ?? Self.latents(of: auxiliary)
    self.auxiliary = auxiliary
    self.corruption = corruption
  }

  /// The latent family of objectives that do not name one.
  private static func latents(of auxiliary: AuxiliaryObjective?) -> any LatentFamily {
    auxiliary?.latents ?? GaussianLatents()
  }

  /// The names of the penalties over the batch, in the order of their values.
  package var penalties: [String] { auxiliary?.penalties ?? [] }
  /// Whether there is a divergence for ``beta`` to weight.
  package var hasDivergence: Bool { !type(of: latents).figures.isEmpty }

  /// Whether two objectives are the same.
  package static func == (first: Objective, second: Objective) -> Bool {
    first.beta == second.beta && first.reduction == second.reduction
      && first.auxiliary == second.auxiliary && first.corruption == second.corruption
      && first.latents.isEqual(to: second.latents) && areEqual(first.likelihood, second.likelihood)
  }

  private static func areEqual<First: Likelihood>(
    _ first: First, _ second: any Likelihood
  ) -> Bool {
    (second as? First) == first
  }
}

extension Objective: Codable {
  private enum Key: String, CodingKey {
    case beta, likelihood, settings, reduction, latents, auxiliary, corruption
  }

  /// Reads an objective; a likelihood that is not in `LikelihoodRegistry` is an error.
  ///
  /// Without a reduction, as in the first files, it is summed; without a latent family it is the Gaussian
  /// one, tied where there is an auxiliary objective.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(String.self, forKey: .likelihood)
    guard let type = LikelihoodRegistry.likelihood(named: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .likelihood, in: container,
        debugDescription: "expected one of "
          + LikelihoodRegistry.all.map { $0.name }.joined(separator: ", ")
          + ", found \(name.prefix(60).debugDescription)")
    }
    self.init(
      likelihood: try container.decode(type, forKey: .settings),
      beta: try container.decode(.beta, expecting: "a finite number from 0") {
        $0.isFinite && $0 >= 0
      },
      reduction: try container.decodeIfPresent(Reduction.self, forKey: .reduction) ?? .sum,
      latents: try container.decodeIfPresent(Latents.self, forKey: .latents)?.family,
      auxiliary: try container.decodeIfPresent(AuxiliaryObjective.self, forKey: .auxiliary),
      corruption: try container.decodeIfPresent(Corruption.self, forKey: .corruption))
  }

  /// Writes the objective with the name of its likelihood.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(beta, forKey: .beta)
    try container.encode(type(of: likelihood).name, forKey: .likelihood)
    try container.encode(likelihood, forKey: .settings)
    try container.encode(reduction, forKey: .reduction)
    if !latents.isEqual(to: Self.latents(of: auxiliary)) {
      try container.encode(Latents(latents), forKey: .latents)
    }
    try container.encodeIfPresent(auxiliary, forKey: .auxiliary)
    try container.encodeIfPresent(corruption, forKey: .corruption)
  }
}
