import Analysis
import Diagnostics
import Tensors

/// A probe as JSON for other programs; what there is no number for is `null`. Lengths are in sigma, energies in epsilon.
struct ProbeDocument: Encodable {
  let model: String
  let seed: UInt64
  let codes: String
  let components: Int
  let components_explained: Double?
  let real: Configurations?
  let real_source: String?
  let energy_edges: [Double]
  let draws: [Draw]
  let omitted: [String: String]

  init(_ report: ProbeReport, model: String, settings: ProbeSettings) {
    let histogram = EnergyHistogram(report)
    self.model = model
    seed = settings.seed
    codes = settings.codes.rawValue
    components = report.componentCount
    components_explained = report.explained
    real = report.real.map { Configurations($0, histogram) }
    real_source = report.real == nil ? nil : report.realLabel
    energy_edges = histogram?.edges ?? []
    draws = report.draws.map { Draw($0, histogram) }
    omitted = Dictionary(
      uniqueKeysWithValues: report.omissions.map { ($0.draw.rawValue, $0.reason) })
  }

  /// Many configurations of particles.
  struct Configurations: Encodable {
    let count: Int
    let valid: Double
    let without_overlap: Double
    let inside_box: Double
    let mean_smallest_distance: Double?
    let least_distance: Double?
    let mean_pair_energy: Double?
    let energy_counts: [Int]
    let pair_correlation: [Double]

    init(_ statistics: ConfigurationStatistics, _ histogram: EnergyHistogram?) {
      count = statistics.count
      valid = statistics.validShare
      without_overlap = statistics.overlapFreeShare
      inside_box = statistics.insideShare
      mean_smallest_distance = statistics.meanSmallestDistance.ifFinite
      least_distance = statistics.leastDistance.ifFinite
      mean_pair_energy = statistics.meanPairEnergy.ifFinite
      energy_counts = histogram?.counts(statistics.pairEnergies) ?? []
      pair_correlation = statistics.correlation?.values ?? []
    }
  }

  /// One way of drawing.
  struct Draw: Encodable {
    let kind: String
    let count: Int
    let mean_distance: Double?
    let inside_data: Double?
    let particles: Particles?

    init(_ draw: ProbeReport.Draw, _ histogram: EnergyHistogram?) {
      kind = draw.draw.rawValue
      count = draw.points.rowCount
      mean_distance = draw.meanDistance
      inside_data = draw.insideShare
      particles = draw.particles.map { Particles($0, histogram) }
    }
  }

  /// The particles of one way of drawing.
  struct Particles: Encodable {
    let before: Configurations
    let after: Configurations
    let energy_before: TwoSampleDistance?
    let energy_after: TwoSampleDistance?
    let mean_flatness: Double?
    let mean_sweeps: Double
    let most_sweeps: Int
    let mean_displacement: Double
    let unreadable: Int
    let problem: String?

    init(_ particles: ProbedParticles, _ histogram: EnergyHistogram?) {
      before = Configurations(particles.before, histogram)
      after = Configurations(particles.after, histogram)
      energy_before = particles.energyDistanceBefore
      energy_after = particles.energyDistanceAfter
      mean_flatness = particles.meanFlatness
      mean_sweeps = particles.meanSweepCount
      most_sweeps = particles.mostSweeps
      mean_displacement = particles.meanDisplacement
      unreadable = particles.projections.count { $0 == nil }
      problem = particles.problem
    }
  }
}

extension ProbeReport.Draw {
  /// The mean distance of the points to their nearest codes, in deviations; `nil` without codes.
  var meanDistance: Double? {
    guard !distances.isEmpty else { return nil }
    return (distances.reduce(0) { $0 + Double($1.distance) } / Double(distances.count)).ifFinite
  }

  /// The share of points where data are: less lonely than one code in twenty.
  var insideShare: Double? {
    guard !distances.isEmpty else { return nil }
    return Double(distances.count { $0.lonelierShare >= 0.05 }) / Double(distances.count)
  }
}

extension Double {
  /// The number, or `nil` for what is none.
  fileprivate var ifFinite: Double? { isFinite ? self : nil }
}
