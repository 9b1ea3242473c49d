import Networks
import Tensors

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
