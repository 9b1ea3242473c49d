import Tensors

/// Which samples are for training, for validation and for the final test; each list is ascending.
package struct DatasetSplit: Sendable, Equatable {
  /// The samples that the weights are fitted to.
  package let training: [Int]
  /// The samples used for model selection.
  package let validation: [Int]
  /// The samples used for no decision.
  package let test: [Int]

  /// Splits at random; the same count, seed and shares give the same split.
  ///
  /// The shares are rounded down to whole samples and the test set gets the rest; training gets at least one sample.
  ///
  /// - Parameters:
  ///   - count: The number of samples, at least one.
  ///   - seed: The seed of the split.
  ///   - trainingShare: The share of the training samples, in 0...1.
  ///   - validationShare: The share of the validation samples; both shares together are at most 1.
  package init(
    count: Int, seed: UInt64, trainingShare: Double = 0.7, validationShare: Double = 0.2
  ) {
    precondition(
      count >= 1 && trainingShare >= 0 && validationShare >= 0
        && trainingShare + validationShare <= 1,
      "DatasetSplit: \(count) samples by \(trainingShare) and \(validationShare)")
    var random = CounterRandom(seed: seed, stream: .split)
    let order = random.nextPermutation(count)
    let trainingCount = max(1, Int(Double(count) * trainingShare))
    let validationEnd = min(count, trainingCount + Int(Double(count) * validationShare))
    training = order[..<trainingCount].sorted()
    validation = order[trainingCount..<validationEnd].sorted()
    test = order[validationEnd...].sorted()
  }
}
