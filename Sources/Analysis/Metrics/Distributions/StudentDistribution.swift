import Platform

/// Student's t distribution with a whole number of degrees of freedom.
package struct StudentDistribution: Sendable, Equatable {
  /// The degrees of freedom.
  package let degreesOfFreedom: Int

  /// Creates the distribution; at least one degree of freedom.
  package init(degreesOfFreedom: Int) {
    precondition(
      degreesOfFreedom > 0, "StudentDistribution: \(degreesOfFreedom) degrees of freedom")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The probability of a magnitude up to `bound`, which is not negative.
  ///
  /// A finite sum (Abramowitz, Stegun 1964, 26.7.3 and 26.7.4).
  package func probability(within bound: Double) -> Double {
    let angle = atan(bound / Double(degreesOfFreedom).squareRoot())
    let (sine, cosine) = (sin(angle), cos(angle))
    let isOdd = degreesOfFreedom % 2 == 1
    var term = isOdd ? cosine : 1.0
    var sum = 0.0
    for power in stride(from: isOdd ? 1 : 0, to: degreesOfFreedom - 1, by: 2) {
      sum += term
      term *= Double(power + 1) / Double(power + 2) * cosine * cosine
    }
    return isOdd ? (angle + sine * sum) * 2 / .pi : sine * sum
  }

  /// The bound that a magnitude stays within with a probability in `0..<1`.
  package func bound(probability: Double) -> Double {
    precondition((0..<1).contains(probability), "StudentDistribution: probability \(probability)")
    var (low, high) = (0.0, 1.0)
    while self.probability(within: high) < probability { high *= 2 }
    while high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if self.probability(within: middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
