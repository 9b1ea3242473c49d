import Tensors

/// Which samples are for training and which are held out: two thirds, and one third.
struct HeldOutSamples: Sendable, Equatable {
  /// The training samples, in random order.
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
