package import Analysis

/// Statistics of many configurations of particles, which show whether they could belong to one fluid.
package struct ConfigurationStatistics: Sendable, Equatable {
  /// The number of configurations.
  package let count: Int
  /// The share without an overlap and inside the box.
  package let validShare: Double
  /// The share without an overlap.
  package let overlapFreeShare: Double
  /// The share inside the box.
  package let insideShare: Double
  /// The mean over configurations of the smallest distance of a pair, in sigma; NaN without pairs.
  package let meanSmallestDistance: Double
  /// The smallest distance of all, in sigma; infinite without pairs.
  package let leastDistance: Double
  /// The energy of the pairs of every configuration in epsilon, each pair at most `ParticleEnergy.cap`.
  package let pairEnergies: [Double]
  /// g(r) over all configurations, in bins of a tenth of a sigma; `nil` without configurations.
  package let correlation: PairCorrelation?

  private static let correlationReach = 5.0
  private static let binWidth = 0.1

  /// Computes the statistics of configurations.
  ///
  /// - Parameters:
  ///   - configurations: Particles in sigma.
  ///   - boxLength: The side of the box in sigma.
  package init(_ configurations: [[SIMD2<Double>]], boxLength: Double) {
    count = configurations.count
    let smallest = configurations.map(ParticleEnergy.smallestDistance)
    let isFree = smallest.map { !($0 < RecoveredParticles.smallestValidDistance) }
    let isInside = configurations.map {
      OverlapRelaxation.isValid($0, boxLength: boxLength, smallestDistance: 0)
    }
    func share(_ marks: [Bool]) -> Double {
      Double(marks.count { $0 }) / Double(max(marks.count, 1))
    }
    overlapFreeShare = share(isFree)
    insideShare = share(isInside)
    validShare = share(zip(isFree, isInside).map { $0 && $1 })
    let finite = smallest.filter(\.isFinite)
    meanSmallestDistance =
      finite.isEmpty ? .nan : finite.reduce(0, +) / Double(finite.count)
    leastDistance = smallest.min() ?? .infinity
    pairEnergies = configurations.map { ParticleEnergy.total($0, gravity: 0) }
    let reach = min(Self.correlationReach, boxLength)
    correlation =
      configurations.isEmpty
      ? nil
      : PairCorrelation(
        configurations, boxLength: boxLength,
        binCount: max(1, Int((reach / Self.binWidth).rounded())), largestDistance: reach)
  }

  /// The mean energy of pairs in epsilon; NaN without configurations.
  package var meanPairEnergy: Double {
    pairEnergies.isEmpty ? .nan : pairEnergies.reduce(0, +) / Double(count)
  }
}
