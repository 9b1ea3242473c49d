import Analysis
import Datasets
import Diagnostics
import Plotting

/// The particles on screen: those of the decoded sample, aligned with the source's where there is a source.
struct ParticleScene {
  /// The decoded particles, in the frame in which they are drawn.
  let decoded: [SIMD2<Double>]
  /// The source's particles; empty without any.
  let source: [SIMD2<Double>]
  /// The root mean square distance of decoded particles from the source's, in sigma; `nil` without a source.
  let error: Double?
  /// What was recovered from the decoded sample; `nil` where that failed.
  let recovered: RecoveredParticles?
  /// What was recovered from the source.
  let sourceRecovered: RecoveredParticles?
  /// The thermal particles, where these are shown instead of the decoded ones.
  let thermal: ThermalPicture?
  /// Why there are no decoded particles, in one line.
  let problem: String?

  /// The particles of a state; `nil` where samples are not particles or nothing is decoded yet.
  init?(_ state: ExplorerState) {
    guard let format = state.particleFormat, let reading = state.decoded?.answer.particles else {
      return nil
    }
    sourceRecovered = state.source?.encoded.particles.flatMap { try? $0.get() }
    thermal = state.thermalOnScreen
    // Thermal particles have moved away from their counterparts in the source: nothing is overlaid.
    source = thermal == nil ? sourceRecovered?.positions ?? [] : []
    if let thermal {
      (recovered, problem, error) = (thermal.particles.recovered, nil, nil)
      decoded = thermal.particles.recovered.positions
      return
    }
    switch reading {
    case .failure(let failure):
      (decoded, recovered, error) = ([], nil, nil)
      problem = "\(failure)"
    case .success(let recovered):
      self.recovered = recovered
      problem = nil
      guard source.count == recovered.positions.count else {
        (decoded, error) = (recovered.positions, nil)
        return
      }
      let overlay = ParticleOverlay(recovered.positions, over: source, from: format.elements)
      (decoded, error) = (overlay.positions, overlay.error)
    }
  }

  /// The number of square panels: the decoded matrix and the box, or the box alone; 0 where no particles are
  /// shown.
  static func boxCount(_ state: ExplorerState) -> Int {
    switch state.explore.comparison {
    case .side: state.particleFormat.map { $0.elements == .distances ? 2 : 1 } ?? 0
    case .particles: state.particleFormat == nil ? 0 : 1
    default: 0
    }
  }

  /// Whether the configuration is valid.
  var isValid: Bool { problem == nil && remarks.isEmpty }

  /// The same in words.
  var verdict: String {
    if let problem { return problem }
    return remarks.isEmpty ? "valid: no overlap, inside the box" : remarks.joined(separator: ", ")
  }

  /// Why the configuration is invalid, in words, the most serious reason first; empty for a valid one.
  var remarks: [String] {
    guard let recovered else { return [] }
    let limit = NumberText.compact(RecoveredParticles.smallestValidDistance)
    var remarks: [String] = []
    if recovered.positions.count < 3 {
      remarks.append("fewer than 3 particles do not define a shape")
    } else if recovered.isCollinear {
      remarks.append("on one line: laid along the floor")
    }
    if let planarity = recovered.planarity, planarity.flatness < Self.leastFlatness {
      remarks.append("no plane has these distances")
    }
    if recovered.overlapCount > 0 {
      let pairs = recovered.overlapCount == 1 ? "1 pair" : "\(recovered.overlapCount) pairs"
      remarks.append("\(pairs) under \(limit) sigma")
    }
    if recovered.outsideCount > 0 { remarks.append("\(recovered.outsideCount) outside the box") }
    return remarks
  }

  /// With independent errors of about half a sigma, less than this share of thirty particles' eigenvalues is
  /// in the plane.
  private static let leastFlatness = 0.55
}
