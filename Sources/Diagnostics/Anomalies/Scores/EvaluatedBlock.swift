import Models
import Tensors

/// A block of samples with everything that scores are computed from.
struct EvaluatedBlock: Sendable {
  /// The samples, `[samples, height, width, channels]`.
  let samples: Tensor
  /// Their posteriors.
  let posterior: LatentCodes
  /// The decoded posterior means.
  let decoded: Tensor
  /// The evidence bounds of each sample; empty for a model without a prior.
  let evidence: [SampleEvidence]
  /// The distribution of the codes of normal samples.
  let aggregate: AggregatePosterior
  /// How the samples encode distances of particles; `nil` where they do not.
  let particles: ParticleDistances?
}
