/// Quantiles of equally spaced probabilities, `(i + 1/2) / count`, solved for where necessary and interpolated
/// elsewhere.
///
/// Between two quantiles the inverse x(p) of the distribution function F is approximated by the cubic with the
/// values and the slopes 1/f at both. At the midpoint F itself gives the error of the cubic, and corrects it. The
/// error of a cubic decreases by 16 when its interval is halved, more slowly in the tails, so both halves are
/// interpolated once the error at the midpoint was within the tolerance.
struct QuantileTable {
  /// The quantiles.
  private(set) var values: [Double]
  /// dx/dp at the quantiles; not finite where the density is 0 or has a pole.
  private var slopes: [Double]

  /// The tolerance of an interpolated quantile.
  private static let tolerance = 2e-10
  /// Below this interval solving costs no more than interpolating.
  private static let shortestInterval = 3

  init(count: Int) {
    values = Array(repeating: 0, count: count)
    slopes = values
  }

  /// Computes all quantiles.
  ///
  /// - Parameters:
  ///   - solve: The quantile of a probability, searched upwards from a value that is not above it.
  ///   - evaluate: The distribution function and the density at a value.
  ///   - start: A value below all quantiles.
  mutating func fill(
    solve: (Double, Double) -> Double,
    evaluate: (Double) -> (cumulative: Double, density: Double), start: Double
  ) {
    func put(_ value: Double, at index: Int) {
      values[index] = value
      slopes[index] = 1 / evaluate(value).density
    }
    let last = values.count - 1
    put(solve(probability(0), start), at: 0)
    if last > 0 { put(solve(probability(last), values[0]), at: last) }
    var intervals = [(0, last)]
    while let (first, last) = intervals.popLast() {
      guard last - first > 1 else { continue }
      let middle = (first + last) / 2
      var estimate = interpolated(at: middle, from: first, to: last)
      if last - first >= Self.shortestInterval, estimate > values[first], estimate < values[last] {
        let (cumulative, density) = evaluate(estimate)
        let correction = (probability(middle) - cumulative) / density
        estimate += correction
        if density > 0, density.isFinite, abs(correction) < Self.tolerance {
          values[middle] = estimate
          slopes[middle] = 1 / density
          for index in first + 1..<last where index != middle {
            let (from, to) = index < middle ? (first, middle) : (middle, last)
            values[index] = interpolated(at: index, from: from, to: to)
          }
          continue
        }
      }
      put(solve(probability(middle), values[first]), at: middle)
      intervals += [(first, middle), (middle, last)]
    }
    // Neighbours closer to each other than the tolerance may be out of order.
    for index in values.indices.dropFirst() {
      values[index] = max(values[index], values[index - 1])
    }
  }

  private func probability(_ index: Int) -> Double {
    (Double(index) + 0.5) / Double(values.count)
  }

  /// The Hermite cubic; not finite where a slope is not.
  private func interpolated(at index: Int, from first: Int, to last: Int) -> Double {
    let steps = Double(last - first)
    let width = steps / Double(values.count)
    let (t, u) = (Double(index - first) / steps, Double(last - index) / steps)
    return values[first] * u * u * (1 + 2 * t) + values[last] * t * t * (1 + 2 * u)
      + width * t * u * (slopes[first] * u - slopes[last] * t)
  }
}
