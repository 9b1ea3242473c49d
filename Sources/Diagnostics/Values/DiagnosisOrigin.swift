/// The model and the samples of a diagnosis.
package struct DiagnosisOrigin: Codable, Sendable, Equatable {
  /// The sources of samples.
  package enum Source: String, Codable, Sendable {
    /// A file of samples.
    case file
    /// The data's own simulator, with a seed that training did not use.
    case simulated
    /// The samples stored in the checkpoint.
    case gallery
  }

  /// The model's name.
  package var model: String
  /// The source of the samples.
  package var source: Source
  /// The samples in words, for example `10,000 simulated (Latin hypercube), seed 1009`.
  package var samples: String
  /// The unit of a sample's elements; empty for dimensionless ones.
  package var unit: String
  /// The number of measured samples.
  package var count: Int
  /// The seed of simulations and of all draws.
  package var seed: UInt64

  /// Creates a record.
  package init(
    model: String, source: Source, samples: String, unit: String, count: Int, seed: UInt64
  ) {
    self.model = model
    self.source = source
    self.samples = samples
    self.unit = unit
    self.count = count
    self.seed = seed
  }
}
