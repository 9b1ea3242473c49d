/// The settings by which missing elements are filled and compared.
package struct InpaintingSettings: Codable, Sendable, Equatable {
  /// The most samples that holes are cut into.
  package var sampleCount: Int
  /// The most complete samples for means and neighbours.
  package var referenceCount: Int
  /// The largest number of iterations of encoding, decoding and restoring the known elements.
  package var iterationCount: Int
  /// The number of nearest reference samples whose mean fills a hole.
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
