import Analysis
import Diagnostics
import Tensors

/// A probe as JSON for other programs.
///
/// Keys of numbers that there are none of are left out. Lengths are in sigma, energies in epsilon.
struct ProbeDocument: Encodable {
  private let model: String
  private let seed: UInt64
  private let codes: String
  private let components: Int
  private let explained: Double?
  private let real: Configurations?
  private let source: String?
  private let reconstructions: Particles?
  private let reconstructionError: Double?
  private let edges: [Double]
  private let draws: [Draw]
  private let omitted: [String: String]

  private enum CodingKeys: String, CodingKey {
    case model, seed, codes, components, real, reconstructions, draws, omitted
    case explained = "components_explained"
    case source = "real_source"
    case reconstructionError = "reconstruction_error"
    case edges = "energy_edges"
  }

  init(_ report: ProbeReport, model: String, settings: ProbeSettings) {
    let histogram = EnergyHistogram(report)
    self.model = model
    seed = settings.seed
    codes = settings.codes.rawValue
    components = report.componentCount
    explained = report.explained
    real = report.real.map { Configurations($0, histogram) }
    source = report.real == nil ? nil : report.realLabel
    reconstructions = report.reconstructions.map { Particles($0, histogram) }
    reconstructionError = report.reconstructionError
    edges = histogram?.edges ?? []
    draws = report.draws.map { Draw($0, histogram) }
    omitted = Dictionary(
      uniqueKeysWithValues: report.omissions.map { ($0.draw.rawValue, $0.reason) })
  }

  /// Many configurations of particles.
  private struct Configurations: Encodable {
    let count: Int
    let valid: Double
    let withoutOverlap: Double
    let insideBox: Double
    let meanSmallestDistance: Double?
    let leastDistance: Double?
    let meanPairEnergy: Double?
    let energyCounts: [Int]
    let pairCorrelation: [Double]

    init(_ statistics: ConfigurationStatistics, _ histogram: EnergyHistogram?) {
      count = statistics.count
      valid = statistics.validShare
      withoutOverlap = statistics.overlapFreeShare
      insideBox = statistics.insideShare
      meanSmallestDistance = statistics.meanSmallestDistance.ifFinite
      leastDistance = statistics.leastDistance.ifFinite
      meanPairEnergy = statistics.meanPairEnergy.ifFinite
      energyCounts = histogram?.counts(statistics.pairEnergies) ?? []
      pairCorrelation = statistics.correlation?.values ?? []
    }
  }

  /// One way of drawing.
  private struct Draw: Encodable {
    let kind: String
    let count: Int
    let meanDistance: Double?
    let insideData: Double?
    let particles: Particles?

    init(_ draw: ProbeReport.Draw, _ histogram: EnergyHistogram?) {
      kind = draw.draw.rawValue
      count = draw.points.rowCount
      meanDistance = draw.meanDistance
      insideData = draw.insideShare
      particles = draw.particles.map { Particles($0, histogram) }
    }
  }

  /// The particles of one way of drawing.
  private struct Particles: Encodable {
    let before: Configurations
    let after: Configurations
    let energyBefore: TwoSampleDistance?
    let energyAfter: TwoSampleDistance?
    let meanFlatness: Double?
    let meanSweeps: Double
    let mostSweeps: Int
    let meanDisplacement: Double
    let unreadable: Int
    let problem: String?

    init(_ particles: ProbedParticles, _ histogram: EnergyHistogram?) {
      before = Configurations(particles.before, histogram)
      after = Configurations(particles.after, histogram)
      energyBefore = particles.energyDistanceBefore
      energyAfter = particles.energyDistanceAfter
      meanFlatness = particles.meanFlatness
      meanSweeps = particles.meanSweepCount
      mostSweeps = particles.mostSweeps
      meanDisplacement = particles.meanDisplacement
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
