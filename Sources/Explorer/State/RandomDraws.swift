import Tensors

/// Random latent points; the same seed gives the same points in the same order.
struct RandomDraws: Sendable {
  /// The seed.
  private(set) var seed: UInt64
  /// The number of draws so far.
  private(set) var count = 0

  init(seed: UInt64) {
    self.seed = seed
  }

  /// The random generator of the next draw.
  mutating func next() -> CounterRandom {
    defer { count += 1 }
    return CounterRandom(seed: seed, stream: .exploration, step: count)
  }
}
