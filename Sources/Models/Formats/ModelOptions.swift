package import Interchange
package import Tensors

/// What the user says about a model of another program that its file does not; by default nothing.
package struct ModelOptions: Sendable {
  /// The name of the value in a graph that holds the latents, where they are not found by themselves.
  package var latents: String?
  /// How one output of an encoder holds the mean and the log variance; `nil` for the usual way, or the one that fits best.
  package var heads: OperatorGraph.JointHeads?
  /// Which of the interpretations of bare weights is chosen, counted from 0, the best; `nil` for that of a sidecar, or the best.
  package var choice: Int?
  /// Samples that interpretations are compared on, `[samples, height, width, channels]` in the numbers that the model sees.
  package var samples: Tensor?
  /// The sidecar file; `nil` for the one beside the model, if there is one.
  package var sidecar: String?

  /// Creates options.
  package init(
    latents: String? = nil, heads: OperatorGraph.JointHeads? = nil, choice: Int? = nil,
    samples: Tensor? = nil, sidecar: String? = nil
  ) {
    (self.latents, self.heads, self.choice) = (latents, heads, choice)
    (self.samples, self.sidecar) = (samples, sidecar)
  }
}
