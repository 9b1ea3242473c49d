import Platform

/// The true values of a quadrature over the mixture, each smeared by the detector.
///
/// With `x = 1 / (1 + exp(-s))` the integrals over `x` run over all `s`, the poles of the Beta densities
/// become exponential tails, and the trapezoidal rule converges exponentially: for an integrand whose
/// narrowest feature is a Gaussian of standard deviation `d` in `s` the error at spacing `h` is about
/// `exp(-2 pi^2 d^2 / h^2)` (Trefethen and Weideman, "The exponentially convergent trapezoidal rule",
/// SIAM Review 56 (2014)). The detector's normal distribution has the relative width `sqrt(variance)`
/// in `x`, so at least that in `s`.
struct SmearingNodes: Sendable {
  private let detector: QCFDetector
  /// The true values, ascending.
  private let values: [Double]
  /// The probability of each.
  private let weights: [Double]
  /// The cumulative probability before each, with the total at the end.
  private let sums: [Double]

  /// The standard deviations beyond which a normal distribution is negligible.
  private static let reach = 9.0
  /// The smallest probability of a node that counts.
  private static let negligible = 1e-20

  init(up: BetaDistribution, down: BetaDistribution, upShare: Double, detector: QCFDetector) {
    self.detector = detector
    let components = [up, down]
    let widths = components.map { (1 / $0.alpha + 1 / $0.beta).squareRoot() }
    let spacing = 0.5 * (widths + [0.5, detector.deviation]).reduce(.infinity, min)
    // From the mode both sides fall as a Gaussian first and then as exp(alpha s) or exp(-beta s).
    let starts = zip(components, widths).map { log($0.alpha / $0.beta) - 10 * $1 - 45 / $0.alpha }
    let ends = zip(components, widths).map { log($0.alpha / $0.beta) + 10 * $1 + 45 / $0.beta }
    // Values below exp(-700) are close to underflow.
    let start = max(starts.reduce(.infinity, min), -700)
    let end = min(ends.reduce(-.infinity, max), 700)
    var (values, weights, sums) = ([Double](), [Double](), [0.0])
    for step in 0...Int((end - start) / spacing) {
      let s = start + spacing * Double(step)
      let weight =
        spacing * (upShare * up.logitDensity(at: s) + (1 - upShare) * down.logitDensity(at: s))
      guard weight > Self.negligible else { continue }
      values.append(1 / (1 + exp(-s)))
      weights.append(weight)
      sums.append(sums[sums.count - 1] + weight)
    }
    (self.values, self.weights, self.sums) = (values, weights, sums)
  }

  /// The probability of a measured value up to the given one, and the density there.
  func probabilities(at value: Double) -> (cumulative: Double, density: Double) {
    let first = firstInReach(of: value)
    let half = 0.5.squareRoot() / detector.deviation
    // For smaller true values all or none of the probability lies below, depending on the sign of the value.
    var (below, sum) = (value > 0 ? sums[first] : 0, 0.0)
    values.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        for index in first..<values.count {
          let inverse = 1 / values[index]
          let distance = (value * inverse - detector.gain) * half
          below += weights[index] * 0.5 * erfc(-distance)
          sum += weights[index] * inverse * exp(-distance * distance)
        }
      }
    }
    return (min(below, 1), sum / (detector.deviation * (2 * Double.pi).squareRoot()))
  }

  /// The first node whose smeared values reach so far from zero; all later ones do, too.
  private func firstInReach(of value: Double) -> Int {
    let share =
      value > 0
      ? detector.gain + Self.reach * detector.deviation
      : Self.reach * detector.deviation - detector.gain
    guard share > 0 else { return values.count }
    let smallest = abs(value) / share
    var (lower, upper) = (0, values.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if values[middle] < smallest { lower = middle + 1 } else { upper = middle }
    }
    return lower
  }
}

extension BetaDistribution {
  /// The density of the logit `s = ln(x / (1 - x))`, free of poles.
  fileprivate func logitDensity(at s: Double) -> Double {
    let correction = log1p(exp(-abs(s)))
    let (logarithm, logComplement) = (min(s, 0) - correction, -max(s, 0) - correction)
    return exp(alpha * logarithm + beta * logComplement - logNormalization)
  }
}
