import Networks
import Platform

/// Every activation by its definition, in Double.
enum ReferenceActivation {
  static func value(_ layer: Activation, _ x: Double) -> Double {
    let (a, b) = (Double(layer.alpha), Double(layer.beta))
    switch layer.function {
    case .rectifier: return max(x, 0)
    case .leakyRectifier: return x > 0 ? x : a * x
    case .sigmoid: return 1 / (1 + exp(-x))
    case .tangent: return tanh(x)
    case .softplus: return max(x, 0) + log1p(exp(-abs(x)))
    case .elu: return x > 0 ? x : a * expm1(x)
    case .selu: return b * (x > 0 ? x : a * expm1(x))
    case .celu: return x > 0 ? x : a * expm1(x / a)
    case .gelu: return x * 0.5 * erfc(-x / 2.0.squareRoot())
    case .geluTangent:
      return x / (1 + exp(-2 * (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .swish: return x / (1 + exp(-a * x))
    case .mish: return x * tanh(max(x, 0) + log1p(exp(-abs(x))))
    case .softsign: return x / (1 + abs(x))
    case .hardSigmoid: return min(max(a * x + b, 0), 1)
    case .hardSwish: return x * min(max(x / 6 + 0.5, 0), 1)
    case .clip: return min(max(x, a), b)
    case .threshold: return x > a ? x : 0
    case .softShrink: return x > a ? x - a : x < -a ? x + a : 0
    case .hardShrink: return abs(x) > a ? x : 0
    default: return functionValue(layer.function, x)
    }
  }

  private static func functionValue(_ function: Activation.Function, _ x: Double) -> Double {
    switch function {
    case .exponential: exp(x)
    case .logarithm: log(x)
    case .squareRoot: x.squareRoot()
    case .magnitude: abs(x)
    case .negation: -x
    case .reciprocal: 1 / x
    case .sine: sin(x)
    case .cosine: cos(x)
    case .errorFunction: erf(x)
    case .floor: x.rounded(.down)
    case .ceiling: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
    default: preconditionFailure("ReferenceActivation: no definition of \(function)")
    }
  }
}
