import Platform

/// The exact distribution of the measured value of one event.
///
/// Without smearing it is the mixture of two Beta distributions. With smearing it is that mixture
/// convolved with the detector's normal distribution by quadrature, ``SmearingNodes``.
package struct QCFDistribution: Sendable {
  /// The exponents.
  package let parameters: QCFParameters
  private let up: BetaDistribution
  private let down: BetaDistribution
  private let upShare: Double
  private let detector: QCFDetector
  private let nodes: SmearingNodes?

  /// Creates the distribution of the events of some exponents.
  package init(_ parameters: QCFParameters, crossSection: CrossSection, detector: QCFDetector) {
    self.parameters = parameters
    self.detector = detector
    (up, down, upShare) = (parameters.up, parameters.down, crossSection.upShare)
    nodes =
      detector.form == .none
      ? nil : SmearingNodes(up: up, down: down, upShare: upShare, detector: detector)
  }

  /// The mean.
  package var mean: Double {
    detector.gain * (upShare * up.mean + (1 - upShare) * down.mean)
  }

  /// The values outside which the probability is below 1e-18.
  var support: ClosedRange<Double> {
    detector.form == .none ? 0...1 : detector.range(deviations: 9)
  }

  /// The probability density.
  ///
  /// It is infinite at 0, and without smearing at 1, where an exponent is so small that it has a pole.
  ///
  /// - Parameter value: A measured value.
  /// - Returns: Probability per unit of the value.
  package func density(at value: Double) -> Double {
    guard let nodes else {
      return upShare * up.density(at: value) + (1 - upShare) * down.density(at: value)
    }
    return value == 0 && hasPole ? .infinity : nodes.probabilities(at: value).density
  }

  /// The probability of a value up to the given one.
  package func cumulative(at value: Double) -> Double {
    if let nodes { return nodes.probabilities(at: value).cumulative }
    return upShare * up.cumulative(at: value) + (1 - upShare) * down.cumulative(at: value)
  }

  /// The value below which an event lies with the given probability, within `0...1`, to 1e-10.
  package func quantile(_ probability: Double) -> Double {
    precondition(
      probability >= 0 && probability <= 1, "QCFDistribution: probability \(probability)")
    return quantile(probability, from: support.lowerBound)
  }

  /// The quantiles of the probabilities `(i + 1/2) / count`, in order, each to 1e-9.
  ///
  /// The inverse of the distribution function is smooth almost everywhere, so most quantiles are interpolated from a
  /// few that are computed exactly; see ``QuantileTable``.
  package func quantiles(count: Int) -> [Double] {
    guard count > 0 else { return [] }
    var table = QuantileTable(count: count)
    table.fill(
      solve: { probability, start in self.quantile(probability, from: start) },
      evaluate: probabilities(at:), start: support.lowerBound)
    return table.values
  }

  /// Newton's method, started at a value that is not above the quantile and kept within a bracket that
  /// every step narrows; a step that leaves the bracket is replaced by bisection.
  private func quantile(_ probability: Double, from start: Double) -> Double {
    var (lower, upper) = (start, support.upperBound)
    var value = start
    for _ in 0..<200 {
      let (cumulative, slope) = probabilities(at: value)
      let excess = cumulative - probability
      if excess < 0 { lower = value } else { upper = value }
      if abs(excess) < 1e-14 || upper - lower < 1e-10 { return value }
      let target = value - excess / slope
      let isUsable = slope > 0 && slope.isFinite && target > lower && target < upper
      let next = isUsable ? target : 0.5 * (lower + upper)
      // Newton's error is quadratic in the step, in units of the distance to the nearest pole.
      if isUsable, abs(next - value) < 1e-6 * min(abs(next), abs(1 - next)) { return next }
      value = next
    }
    return value
  }

  /// ``cumulative(at:)`` and ``density(at:)`` at once.
  private func probabilities(at value: Double) -> (cumulative: Double, density: Double) {
    guard let nodes else { return (cumulative(at: value), density(at: value)) }
    let (cumulative, density) = nodes.probabilities(at: value)
    return (cumulative, value == 0 && hasPole ? .infinity : density)
  }

  /// Whether the density of the smeared values has a pole at 0.
  private var hasPole: Bool { min(parameters.upPower, parameters.downPower) <= 0 }
}
