/// The Lennard-Jones energy of particles of the plane, in reduced units, and other measures of overlaps.
package enum ParticleEnergy {
  /// The energy at which a pair is capped for histograms: all pairs closer than 0.9691158987 have this energy.
  package static let cap = 1.0

  /// The lower limit of squared distances, so that energies of overlaps are finite.
  private static let smallestSquaredDistance = 1e-6

  /// The energy of a pair, `4 (r^-12 - r^-6)`, at most `cap`.
  package static func pair(squaredDistance: Double, cap: Double? = cap) -> Double {
    let inverse = 1 / max(squaredDistance, smallestSquaredDistance)
    let cube = inverse * inverse * inverse
    let energy = 4 * (cube * cube - cube)
    return cap.map { min($0, energy) } ?? energy
  }

  /// The energy of all pairs, each counted once, and of gravity.
  ///
  /// - Parameters:
  ///   - positions: The particles in sigma; the second coordinate is the height.
  ///   - gravity: The energy of a height of one sigma.
  ///   - cap: The largest energy of a pair; `nil` for none.
  /// - Returns: The energy in epsilon.
  package static func total(
    _ positions: [SIMD2<Double>], gravity: Double, cap: Double? = cap
  ) -> Double {
    var sum = gravity * positions.reduce(0) { $0 + $1.y }
    forEachPair(positions) { sum += pair(squaredDistance: $0, cap: cap) }
    return sum
  }

  /// The smallest distance of a pair; infinite for fewer than two particles.
  package static func smallestDistance(_ positions: [SIMD2<Double>]) -> Double {
    var smallest = Double.infinity
    forEachPair(positions) { smallest = min(smallest, $0) }
    return smallest.squareRoot()
  }

  /// The number of pairs closer than a distance.
  package static func closePairCount(
    _ positions: [SIMD2<Double>], below distance: Double = 0.9
  ) -> Int {
    var count = 0
    forEachPair(positions) { count += $0 < distance * distance ? 1 : 0 }
    return count
  }

  @inline(__always)
  private static func forEachPair(
    _ positions: [SIMD2<Double>], _ body: (_ squaredDistance: Double) -> Void
  ) {
    for first in positions.indices {
      for second in 0..<first {
        let difference = positions[first] - positions[second]
        body((difference * difference).sum())
      }
    }
  }
}
