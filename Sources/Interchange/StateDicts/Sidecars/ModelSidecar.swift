/// What a file of bare weights does not say: the order of its layers, how their kernels move, and the functions between them.
///
/// It is inferred, chosen by the user, written beside the weights as TOML, and can be edited.
package struct ModelSidecar: Sendable, Hashable {
  /// How the encoder's last value becomes a code.
  package enum Heads: Sendable, Hashable {
    /// It is the code.
    case code
    /// Layers of their own for the mean and, if it is known, the log variance.
    case pair(mean: SidecarStep.LayerStep, logVariance: SidecarStep.LayerStep?)
    /// One layer, or the last value where there is no name, for both.
    case joint(from: SidecarStep.LayerStep?, split: OperatorGraph.JointHeads)
  }

  /// A label that the decoder reads beside the latents.
  package struct Condition: Sendable, Hashable {
    /// The name.
    var name: String
    /// The number of choices.
    var count: Int
  }

  /// The values of a sample.
  package struct Output: Sendable, Hashable {
    /// The smallest.
    var minimum: Float
    /// The largest.
    var maximum: Float
  }

  /// Channels, height and width of a sample; or the number of its features.
  package var sample: [Int]
  /// The number of latents.
  package var latents: Int
  /// How the encoder ends.
  var heads = Heads.code
  /// The steps of the encoder; empty where there is none.
  var encoder: [SidecarStep] = []
  /// The steps of the decoder.
  var decoder: [SidecarStep] = []
  /// The values of samples, where they are bounded.
  var output: Output?
  /// The norm of codes on a sphere.
  var norm: Float?
  /// Labels, in the order in which the decoder reads them.
  var conditions: [Condition] = []
  /// Whether flattened images have their channels last, as in Keras.
  var hasChannelsLast = false
  /// The constant that batch normalisation adds to variances.
  var epsilon: Float = 1e-5

  /// Height, width and channels of a sample.
  var sampleShape: [Int] {
    sample.count == 3 ? [sample[1], sample[2], sample[0]] : [1, sample.first ?? 0, 1]
  }
}
