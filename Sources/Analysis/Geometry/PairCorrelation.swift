import Platform

/// The pair correlation function g(r) of configurations in a square box.
///
/// The number of pairs at a distance over the number that independent uniform particles in the same box would
/// have there, so that walls alone leave it at 1, and no distance is left out.
package struct PairCorrelation: Sendable, Equatable {
  /// The middles of the bins, in the unit of the positions.
  package let distances: [Double]
  /// g at each.
  package let values: [Double]

  /// Counts the pairs of some configurations.
  ///
  /// - Parameters:
  ///   - configurations: Particles in a box; pairs farther apart than the last bin are left out.
  ///   - boxLength: The side of the box, above 0.
  ///   - binCount: The number of bins.
  ///   - largestDistance: The upper end of the last bin, at most the diagonal of the box.
  package init(
    _ configurations: [[SIMD2<Double>]], boxLength: Double, binCount: Int = 100,
    largestDistance: Double
  ) {
    precondition(
      boxLength > 0 && binCount > 0 && largestDistance > 0
        && largestDistance <= boxLength * 2.0.squareRoot() * (1 + 1e-12),
      "PairCorrelation: \(binCount) bins to \(largestDistance) in a box of \(boxLength)")
    let width = largestDistance / Double(binCount)
    var counts = [Double](repeating: 0, count: binCount)
    var pairCount = 0.0
    for positions in configurations {
      pairCount += Double(positions.count * (positions.count - 1) / 2)
      for first in positions.indices {
        for second in 0..<first {
          let difference = positions[first] - positions[second]
          let bin = (difference * difference).sum().squareRoot() / width
          if bin < Double(binCount) { counts[Int(bin)] += 1 }
        }
      }
    }
    distances = (0..<binCount).map { (Double($0) + 0.5) * width }
    values = counts.enumerated().map { bin, count in
      let expected = pairCount * uniformShare(bin, width: width / boxLength)
      return expected > 0 ? count / expected : 0
    }
  }
}

/// The probability of a distance in a bin, for two uniform points of the unit square.
private func uniformShare(_ bin: Int, width: Double) -> Double {
  let nodeCount = 32
  let step = width / Double(nodeCount)
  return (0..<nodeCount).reduce(0) { sum, node in
    sum + step * squareLineDensity(Double(bin) * width + (Double(node) + 0.5) * step)
  }
}

/// The density of the distance of two uniform points in the unit square (Philip, "The probability
/// distribution of the distance between two random points in a box", 2007).
private func squareLineDensity(_ s: Double) -> Double {
  if s <= 1 { return 2 * s * (s * s - 4 * s + .pi) }
  guard s < 2.0.squareRoot() else { return 0 }
  let root = (s * s - 1).squareRoot()
  return 2 * s * (4 * root - (s * s + 2 - .pi) - 4 * atan(root))
}
