import Datasets

/// How a model was trained.
public struct TrainingSummary: Codable, Sendable, Equatable {
  /// The name of the objective, for people.
  public var objective: String
  /// The weight of the divergence.
  public var beta: Double
  /// The number of finished epochs.
  public var epochs: Int
  /// The number of steps.
  public var steps: Int
  /// The number of training samples.
  public var sampleCount: Int
  /// The seed of weights, order and noise.
  public var seed: UInt64
  /// The mean loss of the validation samples, reduced as the objective says, when it was measured.
  public var validationLoss: Double?

  /// Creates a summary.
  public init(
    objective: String, beta: Double, epochs: Int, steps: Int, sampleCount: Int, seed: UInt64,
    validationLoss: Double? = nil
  ) {
    self.objective = objective
    self.beta = beta
    self.epochs = epochs
    self.steps = steps
    self.sampleCount = sampleCount
    self.seed = seed
    self.validationLoss = validationLoss
  }

  /// Reads a summary, whose numbers must be ones that training writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    objective = try container.decode(String.self, forKey: .objective)
    beta = try container.decode(.beta, expecting: "a finite number from 0") {
      $0.isFinite && $0 >= 0
    }
    epochs = try container.decodeCount(.epochs)
    steps = try container.decodeCount(.steps)
    sampleCount = try container.decodeCount(.sampleCount)
    seed = try container.decode(UInt64.self, forKey: .seed)
    validationLoss = try container.decodeIfPresent(Double.self, forKey: .validationLoss)
  }
}
