import Analysis
package import Datasets
package import Models
package import Tensors

/// A model's errors on samples that its training did not see, beside those of principal components with the
/// same number of dimensions.
package struct HeldOutAssessment: Codable, Sendable, Equatable {
  /// The number of samples.
  package let sampleCount: Int
  /// The number of latents.
  package let latentCount: Int
  /// The number of latents whose means vary (Burda and others 2016).
  package let activeCount: Int
  /// The mean Kullback-Leibler divergence of the posterior from the prior, in nats; `nil` without a prior.
  package let divergence: Double?
  /// The mean squared error of the decoded posterior means, in the squared unit of the data.
  package let squaredError: Double
  /// The same for as many principal components of all training samples.
  package let principalError: Double
  /// The same for the mean training sample.
  package let meanError: Double

  /// The parts of a model that are required.
  package static let needs: [ModelPart] = [.samples, .encoder, .statistics]

  /// The most samples that are evaluated.
  private static let sampleLimit = 4_000
  /// The most elements of the training samples that mean and components are fitted to, because they are all in memory:
  /// half a gigabyte, which is all of them but for the largest files.
  private static let fittedElementLimit = 1 << 27

  /// Evaluates a model on the test split of the data that it was trained on.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - dataset: The data that it was trained on.
  ///   - splitSeed: The seed of the split.
  ///   - team: The workers.
  ///   - isCancelled: Polled for cancellation.
  /// - Throws: ``DiagnosisError`` when the samples have another shape or are not finite, or the work was
  ///   cancelled.
  package init(
    of checkpoint: DescribedModel, on dataset: Dataset, splitSeed: UInt64,
    team: WorkerTeam = WorkerTeam(), isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(DiagnosisError) {
    let split = DatasetSplit(count: dataset.count, seed: splitSeed)
    let test = Array((split.test.isEmpty ? split.training : split.test).prefix(Self.sampleLimit))
    let samples = EvaluationSamples.rows(test, of: dataset)
    let encoded = try EncodedSamples(
      samples, by: checkpoint, team: team, isCancelled: isCancelled)
    sampleCount = test.count
    latentCount = checkpoint.model.latentCount
    guard let statistics = checkpoint.facts.statistics else {
      preconditionFailure("HeldOutAssessment: a model without statistics")
    }
    activeCount = statistics.active.count
    divergence = statistics.divergence?.reduce(0) { $0 + Double($1) }
    squaredError = encoded.squaredErrors.reduce(0, +) / Double(test.count)
    let element = Double(checkpoint.model.sampleShape.reduce(1, *))
    func flat(_ rows: [Int]) -> Tensor {
      dataset.samples(rows).reshaped(to: [rows.count, Int(element)])
    }
    let components: PrincipalProjection
    do {
      components = try PrincipalProjection(
        flat(
          EvaluationSamples.spread(
            split.training, max(1, Self.fittedElementLimit / max(1, Int(element))))),
        count: latentCount, team: team,
        isCancelled: isCancelled)
    } catch {
      guard error != .cancelled else { throw .cancelled }
      throw .notFinite(data: samples.label, what: "values", sample: 0)
    }
    let points = flat(test)
    let scores = components.scores(of: points)
    var (all, kept) = (0.0, 0.0)
    for row in 0..<test.count {
      for (value, mean) in zip(points.row(row), components.mean) {
        all += (Double(value) - mean) * (Double(value) - mean)
      }
      for score in scores.row(row) { kept += Double(score) * Double(score) }
    }
    meanError = all / element / Double(test.count)
    principalError = max(0, all - kept) / element / Double(test.count)
  }
}
