import Tensors

/// Some of many samples, drawn at random.
struct SampleSubset {
  /// The samples in ascending order; `nil` for all.
  let rows: [Int]?

  /// Draws at most `limit` of `count` samples.
  init(of count: Int, limit: Int, seed: UInt64) {
    guard count > limit else {
      rows = nil
      return
    }
    var random = CounterRandom(seed: seed, stream: .analysis, step: 1)
    rows = random.nextPermutation(count).prefix(limit).sorted()
  }
}
