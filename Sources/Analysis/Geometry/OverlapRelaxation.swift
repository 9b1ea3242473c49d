import Platform

/// Particles pushed apart and into a box, by the least motion that removes every overlap.
///
/// A sweep visits every pair once and moves the two particles of one that is too close along their line, by equal
/// amounts, until it is not (after fifty sweeps at an angle to it, as a wall can hold too many particles in a line);
/// then particles outside the box are put on its wall. Nothing else moves, and a configuration without overlap in the
/// box is left unchanged, without any sweep.
package struct OverlapRelaxation: Sendable, Equatable {
  /// The particles after the sweeps.
  package let positions: [SIMD2<Double>]
  /// The sweeps that were needed.
  package let sweepCount: Int
  /// The root mean square displacement of the particles.
  package let displacement: Double
  /// Whether no pair overlaps and all particles are in the box.
  package let isValid: Bool

  /// The sweeps after which pairs are pushed apart at an angle: particles that a wall has put in a line without
  /// enough room would push each other along it for ever.
  private static let straightSweepCount = 50
  /// The angle of such pushes to the line of the pair, radians.
  private static let skew = 0.3

  /// A pair is pushed this much farther than necessary, or the last overlap would only vanish asymptotically.
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
      // Coinciding particles define no line; every such pair takes a different direction.
      let golden = Double.pi * (3 - 5.0.squareRoot()) * Double(first * (first - 1) / 2 + second)
      let direction = length > 1e-9 ? difference / length : SIMD2(cos(golden), sin(golden))
      let push = (wanted - length) / 2 * turned(direction, by: skew)
      positions[first] += push
      positions[second] -= push
    }
  }
}
