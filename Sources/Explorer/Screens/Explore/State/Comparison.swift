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
  var explanation: String {
    switch self {
    case .side: "decoded, source and residual side by side"
    case .particles: "the particles in their box, g(r) below"
    case .matrices: "decoded, source and residual as matrices"
    case .decoded: "decoded alone"
    case .source: "source alone"
    case .residual: "residual: source - decoded"
    case .simulator: "decoded beside the simulator's noiseless sample"
    case .difference: "difference: decoded - the simulator's noiseless sample"
    case .density: "density: from the slope of the decoded curve, averaged over bins"
    case .sensitivity: "change of the sample per unit of this latent"
    }
  }
}

extension ExplorerState {
  /// The comparisons that the model has something to show in.
  var comparisons: [Comparison] {
    let depiction = depiction
    return Comparison.allCases.filter { depiction.offers($0, self) }
  }

  /// The comparison that is seen.
  var comparisonOnScreen: Comparison { depiction.comparisonOnScreen(self) }

  /// What the simulator is asked for beside the decoded sample, while its answer is seen.
  var plannedSimulation: SimulationPlan? {
    guard depiction.showsSimulator(in: explore.comparison) else { return nil }
    return SimulationPlan(self)
  }
}
