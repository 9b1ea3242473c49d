/// How a model of another program is measured on the user's data.
package struct ImportSettings: Sendable, Equatable {
  /// The most samples that are encoded.
  package var sampleCount: Int
  /// How the data become the numbers that the model sees; `nil` for the one that reconstructs best.
  package var scale: InputScale?
  /// The seed of draws and of the places of holes.
  package var seed: UInt64

  /// The samples that scales are compared on.
  static let comparedCount = 256
  /// The codes that are kept, which show where in latent space there are data.
  static let keptCodes = 2_000
  /// The samples that are kept in the file.
  static let gallerySamples = 64

  /// Creates settings.
  package init(
    sampleCount: Int = 4_096, scale: InputScale? = nil,
    seed: UInt64 = EvaluationSettings.defaultSeed
  ) {
    precondition(sampleCount > 0, "ImportSettings: \(sampleCount) samples")
    (self.sampleCount, self.scale, self.seed) = (sampleCount, scale, seed)
  }
}
