package import Tensors

/// How well a linear classifier predicts the factors from the codes (Ridgeway and Mozer, "Learning deep
/// disentangled embeddings with the F-statistic loss", NeurIPS 2018), here on held-out samples.
///
/// Every factor is divided into 20 classes of equal width between its smallest and its largest value. Multinomial
/// logistic regression is trained on two thirds of the samples; on the others every class is separated from the
/// rest by its probability. A class that no held-out sample or all of them belong to is skipped.
package struct Explicitness: Sendable, Equatable, Codable {
  /// The number of classes that a factor is divided into.
  package static let classCount = 20

  /// One per factor: the mean one-vs-rest AUROC over its classes.
  ///
  /// 1 is perfect and 0.5 chance; it is also 0.5 for a factor whose classes are all skipped, such as a constant one.
  package let factorAreas: [Double]
  /// One per factor: how many classes were scored.
  package let scoredClassCounts: [Int]
  /// One per factor: whether the classifier's optimisation converged.
  package let isConverged: [Bool]

  /// The mean over the factors; 0 without factors.
  package var score: Double { factorAreas.mean }

  /// Trains classifiers of the factors on the codes.
  ///
  /// The result does not depend on the number of workers.
  ///
  /// - Parameters:
  ///   - codes: Posterior means, `[samples, latents]`.
  ///   - factors: The factors of the same samples, `[samples, factors]`.
  ///   - configuration: The classifier's penalty and when its optimisation ends.
  ///   - seed: The seed of the split.
  ///   - team: The workers, which share the factors.
  ///   - isCancelled: Called before every step of an optimisation.
  /// - Returns: The AUROCs; `nil` when cancelled.
  /// - Complexity: O(*steps* x *samples* x *latents* x *factors* x 20); about 0.6 s for 10,000 samples, 10 latents,
  ///   5 factors and two workers.
  package static func measure(
    codes: Tensor, factors: Tensor,
    configuration: LogisticRegression.Configuration = LogisticRegression.Configuration(),
    seed: UInt64, team: WorkerTeam, isCancelled: @Sendable () -> Bool = { false }
  ) -> Explicitness? {
    let (latents, targets) = (SampleTable(codes), SampleTable(factors))
    precondition(
      latents.rowCount == targets.rowCount,
      "Explicitness: codes \(codes.shape), factors \(factors.shape)")
    let split = HeldOutSamples(count: latents.rowCount, seed: seed)
    let (training, test) = (latents.rows(split.training), latents.rows(split.test))
    let results = team.map(targets.columns.count) { factor in
      let classes = Discretizer(binCount: classCount).bins(
        of: SampleColumn(targets.columns[factor]))
      guard !split.test.isEmpty else { return (areas: [Double](), isConverged: true) }
      let model = LogisticRegression(
        training, labels: split.training.map { classes[$0] }, classCount: classCount,
        configuration: configuration, isCancelled: isCancelled)
      let areas = Self.areas(model.probabilities(test), labels: split.test.map { classes[$0] })
      return (areas, model.isConverged)
    }
    guard !isCancelled() else { return nil }
    return Explicitness(
      factorAreas: results.map { $0.areas.isEmpty ? 0.5 : $0.areas.mean },
      scoredClassCounts: results.map(\.areas.count), isConverged: results.map(\.isConverged))
  }

  private static func areas(_ probabilities: Matrix, labels: [Int]) -> [Double] {
    (0..<probabilities.columnCount).compactMap { label in
      let scores = zip(probabilities.column(label), labels)
      return ReceiverOperatingCharacteristic(
        positives: scores.filter { $0.1 == label }.map(\.0),
        negatives: scores.filter { $0.1 != label }.map(\.0))?.area
    }
  }
}
