import Analysis
import Datasets
import Models
import Tensors

/// The inputs of all metrics; what several of them need is computed once.
struct DiagnosisInputs: Sendable {
  /// The model.
  let checkpoint: DescribedModel
  /// The description of the samples.
  let data: DataDescription
  /// The codes and errors of all samples.
  let encoded: EncodedSamples
  /// One draw per sample from the posteriors, `[samples, latents]`.
  let drawn: Tensor
  /// The statistics of single latents.
  let latents: [LatentDiagnosis]
  /// The latents that some numbers are restricted to.
  let subsets: LatentSubsets
  /// The simulator of the data followed by the encoder; `nil` where the data are not from a generator of this
  /// program.
  let controlledEncoder: SimulatedCodes?
  /// Seeds and limits.
  let settings: EvaluationSettings
  /// The workers.
  let team: WorkerTeam
  /// The posterior means.
  let means: MeasuredCodes
  /// The entropies of the factors in nats, by bins of equal width.
  let factorEntropies: [Double]
  /// The same by quantile bins.
  let quantileEntropies: [Double]

  /// Prepares the inputs.
  ///
  /// - Parameters:
  ///   - checkpoint: The model.
  ///   - data: The description of the samples.
  ///   - encoded: The codes and errors of all samples.
  ///   - drawn: One draw per sample from the posteriors.
  ///   - latents: The statistics of single latents.
  ///   - subsets: The latents that some numbers are restricted to; those of these samples where `nil`.
  ///   - controlledEncoder: The simulator of the data followed by the encoder.
  ///   - settings: Seeds and limits.
  ///   - team: The workers.
  init(
    checkpoint: DescribedModel, data: DataDescription, encoded: EncodedSamples, drawn: Tensor,
    latents: [LatentDiagnosis], subsets: LatentSubsets? = nil, controlledEncoder: SimulatedCodes?,
    settings: EvaluationSettings, team: WorkerTeam
  ) {
    self.checkpoint = checkpoint
    self.data = data
    self.encoded = encoded
    self.drawn = drawn
    self.latents = latents
    self.controlledEncoder = controlledEncoder
    self.settings = settings
    self.team = team
    means = MeasuredCodes(encoded.codes, factors: encoded.factors)
    self.subsets =
      subsets ?? LatentSubsets(latents, correlations: means.pearson, of: checkpoint)
    factorEntropies = MutualInformation.entropies(encoded.factors)
    quantileEntropies = MutualInformation.entropies(encoded.factors, discretizer: .quantiles)
  }

  /// The inputs of some samples, ascending, with the same subsets of latents.
  ///
  /// - Parameters:
  ///   - rows: The samples.
  ///   - team: The workers.
  ///   - isCancelled: Polled for cancellation.
  /// - Returns: `nil` when cancelled.
  func rows(
    _ rows: [Int], team: WorkerTeam, isCancelled: @Sendable () -> Bool
  ) -> DiagnosisInputs? {
    let (encoded, drawn) = (encoded.rows(rows), drawn.rows(rows))
    let measuring = LatentMeasuring(encoded, drawn: drawn, by: checkpoint, data: data)
    return measuring.latents(team, isCancelled: isCancelled).map {
      DiagnosisInputs(
        checkpoint: checkpoint, data: data, encoded: encoded, drawn: drawn, latents: $0,
        subsets: subsets, controlledEncoder: controlledEncoder, settings: settings, team: team)
    }
  }

  /// The covariance of the posterior means.
  var covariance: LatentCovariance { means.covariance }
  /// Pearson's correlations of the posterior means, `[latents, factors]`.
  var pearson: Matrix { means.pearson }
  /// Mutual information of the posterior means in nats, `[latents, factors]`.
  var information: Matrix { means.information }

  /// Why factors cannot be compared with each other; `nil` when they can.
  var reasonWithOneFactor: String? {
    reasonWithoutFactors
      ?? (data.factors.count == 1 ? "needs at least two factors" : nil)
  }

  /// Why metrics of factors cannot be computed; `nil` when they can.
  var reasonWithoutFactors: String? {
    if data.factors.isEmpty { return "the samples have no factors" }
    return factorEntropies.contains { $0 > 0 } ? nil : "all factors are constant"
  }

  /// Why bins and predictors would be meaningless; `nil` when they are not.
  var reasonWithFewSamples: String? {
    let least = EvaluationSettings.leastSampleCount
    return encoded.count < least ? "needs at least \(least) samples, found \(encoded.count)" : nil
  }
}
