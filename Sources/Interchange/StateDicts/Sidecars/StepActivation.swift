/// An elementwise function after a layer, by the word that a sidecar has for it.
package enum StepActivation: Sendable, Hashable {
  case none, rectifier, rectifier6, exponential, scaledExponential, gaussian, sigmoidLinear
  case hyperbolicTangent, sigmoid, softplus, softmax
  /// A rectifier that multiplies negative values.
  case leaky(slope: Float)

  /// The word, and the slope after it.
  var words: String {
    switch self {
    case .none: "none"
    case .rectifier: "relu"
    case .rectifier6: "relu6"
    case .exponential: "elu"
    case .scaledExponential: "selu"
    case .gaussian: "gelu"
    case .sigmoidLinear: "silu"
    case .hyperbolicTangent: "tanh"
    case .sigmoid: "sigmoid"
    case .softplus: "softplus"
    case .softmax: "softmax"
    case .leaky(let slope): "leaky_relu \(slope)"
    }
  }

  /// The functions that have no parameter.
  static let plain: [StepActivation] = [
    .none, .rectifier, .rectifier6, .exponential, .scaledExponential, .gaussian, .sigmoidLinear,
    .hyperbolicTangent, .sigmoid, .softplus, .softmax,
  ]

  /// What hidden layers have, the most frequent first.
  static let hidden: [StepActivation] = [
    .rectifier, .leaky(slope: 0.2), .leaky(slope: 0.01), .exponential, .hyperbolicTangent,
    .scaledExponential, .gaussian, .sigmoidLinear, .sigmoid, .softplus, .none,
  ]

  /// The values that it can compute, where they are bounded.
  var range: ClosedRange<Float>? {
    switch self {
    case .sigmoid, .softmax: 0...1
    case .hyperbolicTangent: -1...1
    default: nil
    }
  }
}
