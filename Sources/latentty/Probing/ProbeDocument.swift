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
  private let sweeps: Int?
  private let temperature: Double?
  private let gravitySource: String?

  private enum CodingKeys: String, CodingKey {
    case model, seed, codes, components, real, reconstructions, draws, omitted
    case explained = "components_explained"
    case source = "real_source"
    case reconstructionError = "reconstruction_error"
    case edges = "energy_edges"
    case sweeps = "metropolis_sweeps"
    case temperature
    case gravitySource = "gamma_source"
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
    sweeps = report.thermalization.map { _ in settings.metropolisSweepCount }
    temperature = report.thermalization?.temperature
    gravitySource = report.thermalization?.source(chosen: settings.gravity)
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
    let thermalized: Thermalized?
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
      thermalized = particles.thermalized.map { Thermalized($0) }
      unreadable = particles.projections.count { $0 == nil }
      problem = particles.problem
    }
  }
}

extension ProbeDocument {
  /// The energies per particle after Metropolis sweeps, and those of simulated configurations.
  fileprivate struct Thermalized: Encodable {
    let stages: [Energies]
    let simulated: Energies

    init(_ particles: ThermalizedParticles) {
      stages = particles.stages.map { Energies($0.energies, sweeps: $0.sweepCount) }
      simulated = Energies(particles.simulated, sweeps: nil)
    }
  }

  /// Energies per particle, over all configurations and by gamma.
  fileprivate struct Energies: Encodable {
    /// The configurations of one gamma.
    struct Row: Encodable {
      let gamma: Double
      let energy: Double?
      let standardError: Double?
    }

    let sweeps: Int?
    let count: Int
    let pairEnergy: Double?
    let pairEnergyStandardError: Double?
    let energy: Double?
    let energyStandardError: Double?
    let byGamma: [Row]

    private static let mostGravities = 16

    init(_ energies: ConfigurationEnergies, sweeps: Int?) {
      self.sweeps = sweeps
      count = energies.totals.count
      (pairEnergy, pairEnergyStandardError) = (
        energies.meanPair?.value, energies.meanPair?.standardError
      )
      (energy, energyStandardError) = (
        energies.meanTotal?.value, energies.meanTotal?.standardError
      )
      let gravities = Set(energies.gravities).sorted()
      byGamma = (gravities.count > Self.mostGravities ? [] : gravities).map { gravity in
        let mean = energies.meanTotal(gravity: gravity)
        return Row(gamma: gravity, energy: mean?.value, standardError: mean?.standardError)
      }
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
