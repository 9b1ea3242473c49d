import Models
import Tensors

/// A few samples with all that scores are computed from.
struct EvaluatedBlock: Sendable {
  /// The samples, `[samples, height, width, channels]`.
  let samples: Tensor
  /// Their posteriors.
  let posterior: LatentCodes
  /// What the decoder makes of the posterior means.
  let decoded: Tensor
  /// How improbable the model takes each of them to be; empty of a model without a prior.
  let evidence: [SampleEvidence]
  /// The distribution of the codes of normal samples.
  let aggregate: AggregatePosterior
  /// How particles tell their distances; `nil` where samples are none.
  let particles: ParticleDistances?
}
