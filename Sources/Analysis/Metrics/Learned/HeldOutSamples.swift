import Tensors

/// Which samples are learned from and which are held out: two in three, and the third.
struct HeldOutSamples: Sendable, Equatable {
  /// The samples to learn from, in random order.
  let training: [Int]
  /// The samples to test with, in random order; none when there are fewer than three.
  let test: [Int]

  /// Splits samples at random.
  init(count: Int, seed: UInt64) {
    var random = EvaluationDraw.split.random(seed: seed)
    let order = random.nextPermutation(count)
    test = Array(order.prefix(count / 3))
    training = Array(order.dropFirst(count / 3))
  }
}
