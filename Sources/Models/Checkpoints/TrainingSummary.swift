import Datasets

/// How a model was trained.
package struct TrainingSummary: Codable, Sendable, Equatable {
  /// The display name of the objective.
  package var objective: String
  /// The weight of the divergence; `nil` where there is none.
  package var beta: Double?
  /// The number of finished epochs.
  package var epochs: Int
  /// The number of steps.
  package var steps: Int
  /// The number of training samples.
  package var sampleCount: Int
  /// The seed of weights, order and noise.
  package var seed: UInt64
  /// The mean loss of the validation samples, reduced as the objective defines; `nil` where it was not
  /// measured.
  package var validationLoss: Double?

  /// Creates a summary.
  package init(
    objective: String, beta: Double?, epochs: Int, steps: Int, sampleCount: Int, seed: UInt64,
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

  /// Reads a summary; numbers that training cannot write are an error.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    objective = try container.decode(String.self, forKey: .objective)
    beta =
      container.contains(.beta)
      ? try container.decode(.beta, expecting: "a finite number from 0") {
        $0.isFinite && $0 >= 0
      } : nil
    epochs = try container.decodeCount(.epochs)
    steps = try container.decodeCount(.steps)
    sampleCount = try container.decodeCount(.sampleCount)
    seed = try container.decode(.seed, expecting: "an integer from 0 to 2^64 - 1") { _ in true }
    validationLoss = try container.decodeIfPresent(Double.self, forKey: .validationLoss)
  }
}
