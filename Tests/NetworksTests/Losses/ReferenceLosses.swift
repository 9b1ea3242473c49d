import Platform

/// Every loss by its definition, in Double.
enum ReferenceLosses {
  /// The logarithm of the normal density, negated.
  static func gaussian(_ target: Double, _ output: Double, variance: Double) -> Double {
    -log(exp(-(target - output) * (target - output) / (2 * variance)) / sqrt(2 * .pi * variance))
  }

  /// The logarithm of `p^x (1 - p)^(1 - x)`, negated.
  static func bernoulli(_ target: Double, _ logit: Double) -> Double {
    -target * -log1p(exp(-logit)) - (1 - target) * -log1p(exp(logit))
  }

  /// The logarithm of `rate^n exp(-rate) / n!`, negated.
  static func poisson(_ target: Double, _ logRate: Double) -> Double {
    exp(logRate) - target * logRate + lgamma(target + 1)
  }

  static func logarithmic(_ target: Double, _ output: Double, offset: Double) -> Double {
    pow(log10(output + offset) - log10(target + offset), 2)
  }

  /// The logarithm of the Laplace density, negated.
  static func laplace(_ target: Double, _ output: Double, scale: Double) -> Double {
    -log(exp(-abs(target - output) / scale) / (2 * scale))
  }

  static func derivative(at x: Double, step: Double, _ function: (Double) -> Double) -> Double {
    (function(x + step) - function(x - step)) / (2 * step)
  }
}
