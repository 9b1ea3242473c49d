import Networks
import Tensors

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
  /// The seed of the noise.
  let seed: UInt64
  /// The number of the step, which the noise depends on.
  let step: Int
  /// The parameters and their rearrangements.
  let weights: StepWeights
  /// Where the rows of an auxiliary objective meet; `nil` when rows do not depend on one another.
  let coupling: LatentCoupling?

  /// The factor of the losses of a row in what is minimised.
  var share: Float { Float(scale / Double(batchSize)) }
}

/// The weights of a model in training, with the rearrangements that the kernels read.
struct StepWeights: Sendable {
  let parameters: FloatBuffer
  let encoder: FloatBuffer
  let decoder: FloatBuffer

  init(parameters: FloatBuffer, encoder: NetworkPlan, decoder: NetworkPlan) {
    self.parameters = parameters
    self.encoder = FloatBuffer(count: encoder.preparedCount)
    self.decoder = FloatBuffer(count: decoder.preparedCount)
  }
}

/// Where an optimiser stands: with the weights, all that a run needs to continue bit-identically.
package struct OptimizerState: Sendable, Equatable {
  /// The running mean gradient, laid out as the parameters.
  package var first: [Float]
  /// The running mean squared gradient, laid out as the parameters.
  package var second: [Float]
  /// The number of updates done.
  package var step: Int

  /// Creates a state.
  package init(first: [Float], second: [Float], step: Int) {
    self.first = first
    self.second = second
    self.step = step
  }
}
