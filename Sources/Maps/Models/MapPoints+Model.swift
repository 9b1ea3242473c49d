import Datasets
package import Diagnostics
package import Models
package import Tensors

extension MapPoints {
  /// What points of a model need of it.
  package static let modelNeeds: [ModelPart] = [.samples, .encoder]

  /// The codes of a model's samples: posterior means as features; as columns the factors, the latents, the
  /// reconstruction error and the anomaly score.
  ///
  /// A factor of at most twelve different whole numbers is categorical. The reconstruction error is the mean squared
  /// error of the decoded posterior mean. The anomaly score is the Mahalanobis distance of the posterior mean from
  /// all codes; see `AggregatePosterior`.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - samples: Its samples, simulated or read a few at a time.
  ///   - team: The workers.
  ///   - isCancelled: Called every few hundredths of a second, from any thread.
  ///   - progress: Receives the fraction that is done, on the calling thread.
  /// - Throws: ``MapError/samples(_:)`` when the samples do not fit the model, or a sample or its code is not finite;
  ///   ``MapError/cancelled``.
  package init(
    checkpoint: DescribedModel, samples: EvaluationSamples, team: WorkerTeam = WorkerTeam(),
    isCancelled: @Sendable () -> Bool = { false }, progress: (Double) -> Void = { _ in }
  ) throws(MapError) {
    let encoded: EncodedSamples
    do {
      encoded = try EncodedSamples(
        samples, by: checkpoint, team: team, isCancelled: isCancelled, progress: progress)
    } catch { throw MapError(error) }
    let latents = checkpoint.model.latentCount
    let names = (0..<latents).map { "z\($0)" }
    let factors = samples.description.factors
    var columns = factors.indices.map { index in
      MapColumn(
        name: factors[index].name, unit: factors[index].unit,
        role: .factor, numbers: Self.column(index, of: encoded.factors))
    }
    columns += names.indices.map {
      MapColumn(
        name: names[$0], role: .latent, values: .continuous(Self.column($0, of: encoded.codes)))
    }
    let unit = samples.description.unit
    columns.append(
      MapColumn(
        name: "reconstruction error",
        unit: unit.isEmpty ? "" : unit + "^2", role: .error,
        values: .continuous(encoded.squaredErrors)))
    columns.append(
      MapColumn(
        name: "anomaly score", role: .anomaly,
        values: .continuous(
          AggregatePosterior(encoded.posterior).distances(of: encoded.codes))))
    try self.init(
      label: samples.label, features: encoded.codes, featureNames: names,
      auxiliaryCount: min(checkpoint.facts.objective?.auxiliary?.factors.count ?? 0, latents),
      columns: Self.namedApart(columns), notes: samples.notes)
  }

  private static func column(_ index: Int, of tensor: Tensor) -> [Double] {
    let width = tensor.rowStride
    return (0..<tensor.rowCount).map { Double(tensor.elements[$0 * width + index]) }
  }
}
