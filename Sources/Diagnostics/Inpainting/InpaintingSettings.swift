/// What decides how missing elements are filled in and compared, beside model and data.
package struct InpaintingSettings: Codable, Sendable, Equatable {
  /// The most samples that a hole is cut into.
  package var sampleCount: Int
  /// The most complete samples that means and neighbours are taken from.
  package var referenceCount: Int
  /// How often the known elements are put back and the rest is encoded and decoded.
  package var iterationCount: Int
  /// The nearest reference samples whose mean fills a hole.
  package var neighborCount: Int
  /// The seed of fresh samples and of the places of holes.
  package var seed: UInt64

  /// Creates settings.
  package init(
    sampleCount: Int = 200, referenceCount: Int = 2000, iterationCount: Int = 20,
    neighborCount: Int = 10, seed: UInt64 = EvaluationSettings.defaultSeed
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
