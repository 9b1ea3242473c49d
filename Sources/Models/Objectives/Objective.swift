public import Networks

/// What training minimises, as a value: the negative log likelihood of the samples plus `beta` times the
/// divergence of the posterior from the prior, summed per sample in nat, mean over the batch (SPEC B).
public struct Objective: Sendable, Equatable {
  /// How probable a sample is, given what the decoder wrote.
  public let likelihood: any Likelihood
  /// The weight of the divergence (Higgins and others 2017); 1 is the plain variational autoencoder.
  public let beta: Double

  /// Creates an objective.
  public init(likelihood: any Likelihood, beta: Double = 1) {
    self.likelihood = likelihood
    self.beta = beta
  }

  /// The name for people.
  public var name: String { beta == 1 ? "VAE" : "beta-VAE" }

  /// Whether two objectives are the same.
  public static func == (first: Objective, second: Objective) -> Bool {
    first.beta == second.beta && areEqual(first.likelihood, second.likelihood)
  }

  private static func areEqual<First: Likelihood>(
    _ first: First, _ second: any Likelihood
  ) -> Bool {
    (second as? First) == first
  }
}

extension Objective: Codable {
  private enum Key: String, CodingKey {
    case beta, likelihood, settings
  }

  /// Reads an objective; a likelihood that is not in `LikelihoodRegistry` is an error.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(String.self, forKey: .likelihood)
    guard let type = LikelihoodRegistry.likelihood(named: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .likelihood, in: container, debugDescription: "no likelihood is called \(name)")
    }
    self.init(
      likelihood: try container.decode(type, forKey: .settings),
      beta: try container.decode(Double.self, forKey: .beta))
  }

  /// Writes the objective with the name of its likelihood.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(beta, forKey: .beta)
    try container.encode(type(of: likelihood).name, forKey: .likelihood)
    try container.encode(likelihood, forKey: .settings)
  }
}
