import Datasets
package import Networks

/// What training minimises, as a value: the negative log likelihood of the samples plus `beta` times the
/// divergence of the posterior from the prior, in nat, mean over the batch, and the penalties of an
/// auxiliary objective when there is one.
package struct Objective: Sendable, Equatable {
  /// How the elements of a sample enter the loss.
  package enum Reduction: String, Codable, Sendable, CaseIterable {
    /// Likelihood and divergence are summed: the loss is in nat per sample.
    case sum
    /// Both are divided by the number of elements of a sample, which leaves penalties more weight beside them: the
    /// loss is in nat per element.
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

  /// How probable a sample is, given what the decoder wrote.
  package let likelihood: any Likelihood
  /// The weight of the divergence (Higgins and others 2017); 1 is the plain variational autoencoder.
  package let beta: Double
  /// How the elements of a sample enter the loss.
  package let reduction: Reduction
  /// What the encoder says of the latents, and what that costs.
  package let latents: any LatentFamily
  /// What ties the first latents to known factors; `nil` when nothing does.
  package let auxiliary: AuxiliaryObjective?
  /// What is done to the encoder's input; `nil` when nothing is.
  package let corruption: Corruption?

  /// Creates an objective.
  ///
  /// - Parameters:
  ///   - likelihood: How probable a sample is, given what the decoder wrote.
  ///   - beta: The weight of the divergence, where the latent family has one.
  ///   - reduction: How the elements of a sample enter the loss.
  ///   - latents: The latent family; `nil` for the Gaussian one, tied where an auxiliary objective ties it.
  ///   - auxiliary: What ties the first latents to known factors.
  ///   - corruption: What is done to the encoder's input.
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

  /// The family of objectives that do not name one.
  private static func latents(of auxiliary: AuxiliaryObjective?) -> any LatentFamily {
    auxiliary?.latents ?? GaussianLatents()
  }

  /// The names of the penalties over the batch, in the order of their values.
  package var penalties: [String] { auxiliary == nil ? [] : AuxiliaryObjective.penalties }
  /// Whether there is a divergence for ``beta`` to weigh.
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
  /// One without a reduction, as the first files had it, is summed; without a latent family it is the Gaussian one, tied
  /// where an auxiliary objective ties it.
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
