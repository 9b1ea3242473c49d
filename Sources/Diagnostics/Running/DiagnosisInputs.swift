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
  /// The statistics of single latents.
  let latents: [LatentDiagnosis]
  /// The simulator of the data followed by the encoder; `nil` where the data are not from a generator of this
  /// program.
  let controlledEncoder: SimulatedCodes?
  /// Seeds and limits.
  let settings: EvaluationSettings
  /// The workers.
  let team: WorkerTeam
  /// The posterior means.
  let means: MeasuredCodes
  /// The entropies of the factors in nats.
  let factorEntropies: [Double]

  init(
    checkpoint: DescribedModel, data: DataDescription, encoded: EncodedSamples,
    latents: [LatentDiagnosis], settings: EvaluationSettings, team: WorkerTeam
  ) {
    self.checkpoint = checkpoint
    self.data = data
    self.encoded = encoded
    self.latents = latents
    controlledEncoder = SimulatedCodes(data, model: checkpoint.model, team: team)
    self.settings = settings
    self.team = team
    means = MeasuredCodes(encoded.codes, factors: encoded.factors)
    factorEntropies = MutualInformation.entropies(encoded.factors)
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
