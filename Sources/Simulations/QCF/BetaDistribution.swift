import Platform

/// The distribution of density `x^(alpha - 1) (1 - x)^(beta - 1) / B(alpha, beta)` on `0...1`.
package struct BetaDistribution: Sendable, Equatable {
  /// The exponent of `x` plus one, above 0.
  package let alpha: Double
  /// The exponent of `1 - x` plus one, above 0.
  package let beta: Double
  /// `ln B(alpha, beta)`.
  let logNormalization: Double

  /// Creates a distribution.
  package init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "BetaDistribution: alpha \(alpha), beta \(beta)")
    self.alpha = alpha
    self.beta = beta
    logNormalization =
      logarithmicGamma(alpha) + logarithmicGamma(beta) - logarithmicGamma(alpha + beta)
  }

  /// The mean.
  package var mean: Double { alpha / (alpha + beta) }

  /// The density; 0 outside `0...1` and infinite at an end where the exponent is negative.
  package func density(at x: Double) -> Double {
    guard x >= 0, x <= 1 else { return 0 }
    return exp(
      power(alpha - 1, ofLogarithm: log(x)) + power(beta - 1, ofLogarithm: log1p(-x))
        - logNormalization)
  }

  /// The probability of a value up to `x`: the regularised incomplete Beta function.
  ///
  /// By its continued fraction (DLMF 8.17.22) on the side of the mean where it converges fast; the
  /// relative error is about 1e-12.
  package func cumulative(at x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(alpha * log(x) + beta * log1p(-x) - logNormalization)
    return x < (alpha + 1) / (alpha + beta + 2)
      ? front * incompleteBetaFraction(alpha, beta, x) / alpha
      : 1 - front * incompleteBetaFraction(beta, alpha, 1 - x) / beta
  }

  /// `exponent * logarithm` with `0 * -infinity = 0`, as `0^0 = 1`.
  private func power(_ exponent: Double, ofLogarithm logarithm: Double) -> Double {
    exponent == 0 ? 0 : exponent * logarithm
  }
}

/// The continued fraction of the incomplete Beta function, by Lentz's forward recurrence.
private func incompleteBetaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
  var ratio = 1.0
  var inverse = 1 / nonzero(1 - (a + b) * x / (a + 1))
  var value = inverse
  for term in 1...1000 {
    let m = Double(term)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    inverse = 1 / nonzero(1 + even * inverse)
    ratio = nonzero(1 + even / ratio)
    value *= ratio * inverse
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    inverse = 1 / nonzero(1 + odd * inverse)
    ratio = nonzero(1 + odd / ratio)
    value *= ratio * inverse
    if abs(ratio * inverse - 1) < 1e-15 { break }
  }
  return value
}

/// A denominator bounded away from zero.
private func nonzero(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }
