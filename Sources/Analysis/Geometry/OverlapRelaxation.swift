import Platform

/// Particles pushed apart and into a box, as little as removes every overlap.
///
/// A sweep looks at every pair once and moves the two of one that is too close along their line, by equal
/// shares, until it is not (after fifty sweeps somewhat askew of it, as walls can hold too many in one line); then whatever has left the box is put on its wall. Nothing else moves, and
/// a configuration without overlap in the box is left as it is, after no sweep at all.
package struct OverlapRelaxation: Sendable, Equatable {
  /// The particles after the sweeps.
  package let positions: [SIMD2<Double>]
  /// The sweeps that were needed.
  package let sweepCount: Int
  /// The root mean square over particles of how far they were moved.
  package let displacement: Double
  /// Whether no pair overlaps and all particles are in the box.
  package let isValid: Bool

  /// The sweeps after which pairs are pushed apart askew: particles that a wall has put in a line, with more of
  /// them than it has room for, would push along it for ever.
  private static let straightSweepCount = 50
  /// The angle that pushes are askew by, radians.
  private static let skew = 0.3

  /// A pair is pushed this much farther than it must be, or the last overlap would never quite end.
  private static let margin = 1e-3

  /// Whether no pair is closer than a distance and all particles are in a box.
  package static func isValid(
    _ positions: [SIMD2<Double>], boxLength: Double, smallestDistance: Double
  ) -> Bool {
    positions.allSatisfy { $0.min() >= 0 && $0.max() <= boxLength }
      && ParticleEnergy.closePairCount(positions, below: smallestDistance) == 0
  }

  /// Removes overlaps.
  ///
  /// - Parameters:
  ///   - start: The particles, finite.
  ///   - boxLength: The side of the box, above 0.
  ///   - smallestDistance: The distance below which two particles overlap.
  ///   - sweepLimit: The largest number of sweeps, which only a crowded box needs.
  package init(
    _ start: [SIMD2<Double>], boxLength: Double = 10, smallestDistance: Double = 0.9,
    sweepLimit: Int = 1000
  ) {
    precondition(
      boxLength > 0 && smallestDistance >= 0 && start.allSatisfy { $0.x.isFinite && $0.y.isFinite },
      "OverlapRelaxation: \(start) in a box of \(boxLength)")
    var positions = start
    var sweepCount = 0
    func isDone() -> Bool {
      Self.isValid(positions, boxLength: boxLength, smallestDistance: smallestDistance)
    }
    while sweepCount < sweepLimit, !isDone() {
      separate(
        &positions, below: smallestDistance, to: smallestDistance * (1 + Self.margin),
        skew: sweepCount < Self.straightSweepCount ? 0 : Self.skew)
      for index in positions.indices {
        positions[index].clamp(lowerBound: .zero, upperBound: SIMD2(repeating: boxLength))
      }
      sweepCount += 1
    }
    self.positions = positions
    self.sweepCount = sweepCount
    isValid = isDone()
    let squares = zip(positions, start).reduce(0) { sum, pair in
      let difference = pair.0 - pair.1
      return sum + (difference * difference).sum()
    }
    displacement = (squares / Double(max(start.count, 1))).squareRoot()
  }
}

/// Moves both of every pair that is too close.
private func separate(
  _ positions: inout [SIMD2<Double>], below smallest: Double, to wanted: Double, skew: Double
) {
  for first in positions.indices {
    for second in 0..<first {
      let difference = positions[first] - positions[second]
      let length = (difference * difference).sum().squareRoot()
      guard length < smallest else { continue }
      // Particles at one place have no line; every pair takes another direction.
      let golden = Double.pi * (3 - 5.0.squareRoot()) * Double(first * (first - 1) / 2 + second)
      let direction = length > 1e-9 ? difference / length : SIMD2(cos(golden), sin(golden))
      let push = (wanted - length) / 2 * turned(direction, by: skew)
      positions[first] += push
      positions[second] -= push
    }
  }
}
