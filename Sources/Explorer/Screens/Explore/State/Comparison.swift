import Datasets

/// Which pictures or curves are seen together.
enum Comparison: String, Sendable, CaseIterable {
  /// Decoded, source and residual; of curves decoded, source and simulator over each other; of particles the decoded
  /// sample beside the particles in their box.
  case side
  /// The particles in their box alone.
  case particles
  /// Decoded, source and residual of samples that stand for particles.
  case matrices
  /// What the decoder made alone.
  case decoded
  /// The encoded sample alone.
  case source
  /// Source less decoded.
  case residual
  /// Decoded, the simulator's noiseless sample, and their difference.
  case simulator
  /// Decoded less the simulator's noiseless sample.
  case difference
  /// The density of the decoded events over the simulator's.
  case density
  /// The decoder's derivative along the chosen latent.
  case sensitivity

  /// What is on screen, in a few words.
  func explanation(ofParticles isParticles: Bool) -> String {
    switch self {
    case .side where isParticles: "the decoded sample, its particles in their box, and g(r)"
    case .side: "decoded, source and what lies between them"
    case .particles: "the particles in their box, g(r) below"
    case .matrices: "decoded, source and residual as they are"
    case .decoded: "decoded alone"
    case .source: "source alone"
    case .residual: "residual: source less decoded"
    case .simulator: "decoded beside the simulator's noiseless sample"
    case .difference: "difference: decoded less the simulator's noiseless sample"
    case .density: "density: means of the decoded curve's slope over bins"
    case .sensitivity: "change of the sample per unit of this latent"
    }
  }

  /// Whether the simulator's sample is on screen.
  func showsSimulator(ofCurves isCurve: Bool) -> Bool {
    switch self {
    case .simulator, .difference, .density: true
    case .side: isCurve
    case .particles, .matrices, .decoded, .source, .residual, .sensitivity: false
    }
  }
}

extension ExplorerState {
  /// Whether samples are curves over an ordered axis.
  var showsCurves: Bool { model?.data.kind == .curve }

  /// The comparisons that the model has something to show in.
  var comparisons: [Comparison] {
    Comparison.allCases.filter { comparison in
      switch comparison {
      case .simulator, .difference: SimulationPlan(self) != nil
      case .density: showsCurves && model?.simulator?.knowsDensity == true
      case .particles: particleFormat != nil
      case .matrices: particleFormat?.elements == .distances
      default: true
      }
    }
  }

  /// How the samples stand for particles; `nil` where they do not.
  var particleFormat: ParticleFormat? { model?.data.particles }

  /// Whether the particles in their box are on screen.
  var seesParticles: Bool {
    particleFormat != nil && [.side, .particles].contains(explore.comparison)
  }

  /// The comparison that is seen: where references have no room the decoded picture stands alone already.
  var comparisonOnScreen: Comparison {
    guard explore.comparison == .side, !showsCurves, !seesParticles else {
      return explore.comparison
    }
    let layout = ExploreLayout(self, body: ScreenLayout(size: size).body)
    return layout.arrangement.rooms.count > 1 ? .side : .decoded
  }

  /// What the simulator is asked for beside the decoded sample, while its answer is seen.
  var plannedSimulation: SimulationPlan? {
    guard explore.comparison.showsSimulator(ofCurves: showsCurves) else { return nil }
    return SimulationPlan(self)
  }
}
