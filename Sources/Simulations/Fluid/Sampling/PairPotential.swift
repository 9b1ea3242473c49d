/// How two particles act on each other, in reduced units: lengths in sigma, energies in epsilon.
package enum PairPotential: String, Codable, Sendable, CaseIterable {
  /// `4 (r^-12 - r^-6)`, whose minimum of -1 lies at `2^(1/6)`.
  case lennardJones = "lennard-jones"
  /// `4 (r^-4 - r^-2)`, whose minimum of -1 lies at `sqrt(2)`: its tail is so long that all particles
  /// form one droplet. It represents an interaction that a model of the other potential has never seen.
  case longRanged = "fake"

  /// The lower limit of squared distances.
  ///
  /// A random start may have arbitrarily close pairs; with this limit their energies stay below 4e36.
  package static let smallestSquaredDistance = 1e-6

  /// The energy of a pair.
  ///
  /// - Parameter squaredDistance: The squared distance in sigma^2, 0 or more.
  /// - Returns: The energy in epsilon; that of ``smallestSquaredDistance`` for closer pairs.
  package func energy(squaredDistance: Double) -> Double {
    let inverse = 1 / max(squaredDistance, Self.smallestSquaredDistance)
    switch self {
    case .lennardJones: return 4 * LennardJonesPair.quarter(inverse)
    case .longRanged: return 4 * LongRangedPair.quarter(inverse)
    }
  }

  /// The energy of all pairs, each counted once, in epsilon.
  ///
  /// - Parameter positions: The particles, in sigma.
  /// - Returns: The sum; 0 for a single particle.
  package func energy(of positions: [SIMD2<Double>]) -> Double {
    var sum = 0.0
    for first in positions.indices {
      for second in positions.indices.suffix(from: first + 1) {
        let difference = positions[first] - positions[second]
        sum += energy(squaredDistance: (difference * difference).sum())
      }
    }
    return sum
  }
}

/// A pair potential that is compiled into the loop over pairs.
protocol PairLaw {
  /// A quarter of the energy from the inverse squared distance.
  static func quarter(_ inverse: Double) -> Double
  /// A quarter of the energies of eight pairs.
  static func quarter(_ inverse: SIMD8<Double>) -> SIMD8<Double>
}

/// `r^-12 - r^-6`.
enum LennardJonesPair: PairLaw {
  @inline(__always)
  static func quarter(_ inverse: Double) -> Double {
    let cube = inverse * inverse * inverse
    return cube * cube - cube
  }

  @inline(__always)
  static func quarter(_ inverse: SIMD8<Double>) -> SIMD8<Double> {
    let cube = inverse * inverse * inverse
    return cube * cube - cube
  }
}

/// `r^-4 - r^-2`.
enum LongRangedPair: PairLaw {
  @inline(__always)
  static func quarter(_ inverse: Double) -> Double { inverse * inverse - inverse }

  @inline(__always)
  static func quarter(_ inverse: SIMD8<Double>) -> SIMD8<Double> { inverse * inverse - inverse }
}
