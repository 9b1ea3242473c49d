import Networks
import Tensors

/// The values shared by all rows of one pass over a batch.
struct StepPass {
  /// The number of rows over which the loss is averaged.
  let batchSize: Int
  /// The weight of the divergence.
  let beta: Double
  /// The likelihood of a sample given the decoder's output.
  let likelihood: any Likelihood
  /// The factor of likelihood and divergence in the loss.
  let scale: Double
  /// Whether gradients are computed.
  let isTraining: Bool
  /// The seed of the noise.
  let seed: UInt64
  /// The number of the step, which the noise depends on.
  let step: Int
  /// The parameters and their rearrangements.
  let weights: StepWeights
  /// Where the rows of an auxiliary objective are combined; `nil` when rows are independent.
  let coupling: LatentCoupling?

  /// The weight of a row's losses in the total loss.
  var share: Float { Float(scale / Double(batchSize)) }
}

/// The weights of a model in training, with the rearrangements that the kernels use.
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

/// The state of an optimiser: with the weights, all that a run needs to continue bit-identically.
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
