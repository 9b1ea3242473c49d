import Tensors

/// A function applied to every element.
package struct Activation: Layer {
  /// The name of the layer type in files.
  package static let kind = "activation"

  /// The function.
  package let function: Function
  /// The first setting of the function, which ``Function`` explains; 0 where it has none.
  package let alpha: Float
  /// The second setting of the function; 0 where it has none.
  package let beta: Float

  /// Creates a layer; settings that are not given have the function's defaults.
  package init(_ function: Function, alpha: Float? = nil, beta: Float? = nil) {
    self.function = function
    self.alpha = alpha ?? function.defaults.alpha
    self.beta = beta ?? function.defaults.beta
  }

  private enum CodingKeys: String, CodingKey {
    case function, alpha, beta
  }

  /// Reads a layer; a file may omit settings that have their defaults.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(Function.self, forKey: .function),
      alpha: try container.decodeIfPresent(Float.self, forKey: .alpha),
      beta: try container.decodeIfPresent(Float.self, forKey: .beta))
  }

  /// Writes the function, and the settings that differ from its defaults.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(function, forKey: .function)
    if alpha != function.defaults.alpha { try container.encode(alpha, forKey: .alpha) }
    if beta != function.defaults.beta { try container.encode(beta, forKey: .beta) }
  }

  /// The factor on negative inputs, for functions that leave the others unchanged and keep every sign.
  var negativeSlope: Float? {
    switch function {
    case .rectifier: 0
    case .leakyRectifier: alpha >= 0 ? alpha : nil
    default: nil
    }
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    try Self.onlyInput(inputs)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ActivationKernel(self, sampleCount: inputShapes[0].reduce(1, *))
  }
}
