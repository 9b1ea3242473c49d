/// What decides a diagnosis beside model and data; equal settings give equal numbers.
public struct DiagnosisSettings: Codable, Sendable, Equatable {
  /// The most samples that are measured.
  public var sampleCount: Int
  /// The seed of fresh samples and of all draws.
  public var seed: UInt64

  /// The convention of Locatello et al. 2019.
  public static let defaultSampleCount = 10_000
  /// A seed that no recipe uses.
  public static let defaultSeed: UInt64 = 1009
  /// With fewer samples bins are empty and predictors learn noise: such metrics are left out.
  public static let leastSampleCount = 50

  /// Creates settings.
  public init(
    sampleCount: Int = defaultSampleCount, seed: UInt64 = defaultSeed
  ) {
    precondition(sampleCount > 0, "DiagnosisSettings: \(sampleCount) samples")
    self.sampleCount = sampleCount
    self.seed = seed
  }
}
