extension Activation {
  /// The available functions, with their settings `alpha` (a) and `beta` (b).
  package enum Function: String, Codable, Sendable, CaseIterable {
    /// `max(x, 0)`.
    case rectifier
    /// `x` where positive, `a x` elsewhere; a = 0.01.
    case leakyRectifier
    /// `1 / (1 + exp(-x))`.
    case sigmoid
    /// The hyperbolic tangent.
    case tangent
    /// `ln(1 + exp(x))`.
    case softplus
    /// `x` where positive, `a (exp(x) - 1)` elsewhere; a = 1.
    case elu
    /// ``elu``, times b; a = 1.6732632, b = 1.0507010.
    case selu
    /// `x` where positive, `a (exp(x / a) - 1)` elsewhere; a = 1.
    case celu
    /// `x` times the normal distribution function of `x`.
    case gelu
    /// The approximation `x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))` of ``gelu``.
    case geluTangent
    /// `x / (1 + exp(-a x))`; a = 1.
    case swish
    /// `x tanh(ln(1 + exp(x)))`.
    case mish
    /// `x / (1 + |x|)`.
    case softsign
    /// `min(max(a x + b, 0), 1)`; a = 0.2, b = 0.5.
    case hardSigmoid
    /// `x min(max(x / 6 + 1 / 2, 0), 1)`.
    case hardSwish
    /// `min(max(x, a), b)`; without bounds unless they are given.
    case clip
    /// `x` where greater than a, 0 elsewhere; a = 1.
    case threshold
    /// `x - a` where greater than a, `x + a` where less than -a, 0 elsewhere; a = 0.5.
    case softShrink
    /// `x` where its magnitude exceeds a, 0 elsewhere; a = 0.5.
    case hardShrink
    /// `exp(x)`.
    case exponential
    /// The natural logarithm.
    case logarithm
    /// The square root.
    case squareRoot
    /// `|x|`.
    case magnitude
    /// `-x`.
    case negation
    /// `1 / x`.
    case reciprocal
    /// The sine of an angle in radians.
    case sine
    /// The cosine of an angle in radians.
    case cosine
    /// The error function.
    case errorFunction
    /// The largest integer that is not greater.
    case floor
    /// The smallest integer that is not less.
    case ceiling
    /// The nearest integer, the even one of two.
    case round
    /// -1, 0 or 1.
    case sign

    /// Reads a function by its name.
    ///
    /// - Throws: `DecodingError` that lists the functions where none has that name.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      guard let function = Self(rawValue: try container.decode(String.self)) else {
        let names = Self.allCases.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "expected one of \(names)")
      }
      self = function
    }

    /// The settings that a function has unless others are given.
    var defaults: (alpha: Float, beta: Float) {
      switch self {
      case .leakyRectifier: (0.01, 0)
      case .elu, .celu, .swish, .threshold: (1, 0)
      case .selu: (1.673_263_2, 1.050_701)
      case .hardSigmoid: (0.2, 0.5)
      case .clip: (-.infinity, .infinity)
      case .softShrink, .hardShrink: (0.5, 0)
      default: (0, 0)
      }
    }
  }
}
