import Networks

/// What is the same for all rows of one pass over a batch.
struct StepPass {
  /// The number of rows over which the loss is averaged.
  let batchSize: Int
  /// The weight of the divergence.
  let beta: Double
  /// How probable a sample is given what the decoder wrote.
  let likelihood: any Likelihood
  /// The factor of likelihood and divergence in the loss.
  let scale: Double
  /// Whether gradients are wanted.
  let isTraining: Bool
  /// The parameters and their rearrangements.
  let weights: StepWeights
  /// Where the rows of an auxiliary objective meet; `nil` when rows do not depend on one another.
  let coupling: LatentCoupling?
}
