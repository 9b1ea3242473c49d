/// What decides how missing elements are filled in and compared, beside model and data.
public struct InpaintingSettings: Codable, Sendable, Equatable {
  /// The most samples that a hole is cut into.
  public var sampleCount: Int
  /// The most complete samples that means and neighbours are taken from.
  public var referenceCount: Int
  /// How often the known elements are put back and the rest is encoded and decoded.
  public var iterationCount: Int
  /// The nearest reference samples whose mean fills a hole.
  public var neighborCount: Int
  /// The seed of fresh samples and of the places of holes.
  public var seed: UInt64

  /// Creates settings.
  public init(
    sampleCount: Int = 200, referenceCount: Int = 2000, iterationCount: Int = 20,
    neighborCount: Int = 10, seed: UInt64 = DiagnosisSettings.defaultSeed
  ) {
    precondition(
      min(sampleCount, referenceCount, iterationCount, neighborCount) > 0,
      "InpaintingSettings: \(sampleCount), \(referenceCount), \(iterationCount), \(neighborCount)")
    self.sampleCount = sampleCount
    self.referenceCount = referenceCount
    self.iterationCount = iterationCount
    self.neighborCount = neighborCount
    self.seed = seed
  }
}
