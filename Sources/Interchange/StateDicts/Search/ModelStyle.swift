/// What no shape says, for a whole model at once: most models have one style throughout.
struct ModelStyle: Sendable, Hashable {
  /// The function of hidden layers.
  var encoder = StepActivation.rectifier
  var decoder = StepActivation.rectifier
  /// The function of samples.
  var output = StepActivation.sigmoid
  /// The function before features are reshaped to an image.
  var hasFunctionBeforeImage = true
  /// Whether functions precede batch normalisation.
  var isFunctionFirst = false
  /// How one head holds mean and log variance.
  var split = OperatorGraph.JointHeads.halves

  static let outputs: [StepActivation] = [.sigmoid, .none, .hyperbolicTangent]

  /// How unusual it is, from 0.
  var cost: Double {
    let functions = [encoder, decoder].map {
      Double(StepActivation.hidden.firstIndex(of: $0) ?? StepActivation.hidden.count)
    }
    return functions.reduce(0.0) { $0 + ($1 > 0 ? 0.6 : 0) + 0.1 * $1 }
      + (encoder == decoder ? 0 : 1)
      + (hasFunctionBeforeImage ? 0 : 0.5) + (isFunctionFirst ? 0.5 : 0)
      + (split == .halves ? 0 : 0.3)
      + 0.2 * Double(Self.outputs.firstIndex(of: output) ?? Self.outputs.count)
  }
}
