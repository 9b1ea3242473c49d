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
  /// What ties the first latents to known factors; `nil` when nothing does.
  package let auxiliary: AuxiliaryObjective?

  /// Creates an objective.
  package init(
    likelihood: any Likelihood, beta: Double = 1, reduction: Reduction = .sum,
    auxiliary: AuxiliaryObjective? = nil
  ) {
    self.likelihood = likelihood
    self.beta = beta
    self.reduction = reduction
    self.auxiliary = auxiliary
  }

  /// The name for people.
  package var name: String {
    if let auxiliary { return "Aux-VAE (\(auxiliary.form.name))" }
    return beta == 1 ? "VAE" : "beta-VAE"
  }

  /// The prior of the latents.
  package var prior: LatentPrior { auxiliary?.prior ?? .standard }

  /// Whether two objectives are the same.
  package static func == (first: Objective, second: Objective) -> Bool {
    first.beta == second.beta && first.reduction == second.reduction
      && first.auxiliary == second.auxiliary && areEqual(first.likelihood, second.likelihood)
  }

  private static func areEqual<First: Likelihood>(
    _ first: First, _ second: any Likelihood
  ) -> Bool {
    (second as? First) == first
  }
}

extension Objective: Codable {
  private enum Key: String, CodingKey {
    case beta, likelihood, settings, reduction, auxiliary
  }

  /// Reads an objective; a likelihood that is not in `LikelihoodRegistry` is an error.
  ///
  /// One without a reduction, as the first files had it, is summed.
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
      auxiliary: try container.decodeIfPresent(AuxiliaryObjective.self, forKey: .auxiliary))
  }

  /// Writes the objective with the name of its likelihood.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(beta, forKey: .beta)
    try container.encode(type(of: likelihood).name, forKey: .likelihood)
    try container.encode(likelihood, forKey: .settings)
    try container.encode(reduction, forKey: .reduction)
    try container.encodeIfPresent(auxiliary, forKey: .auxiliary)
  }
}
