/// The images or curves that are shown together.
enum Comparison: String, Sendable, CaseIterable {
  /// Decoded, source and residual; for curves decoded, source and simulator over each other; for particles
  /// the decoded sample beside the particles in their box.
  case side
  /// The particles in their box alone.
  case particles
  /// Decoded, source and residual of samples that represent particles.
  case matrices
  /// The decoded sample alone.
  case decoded
  /// The encoded sample alone.
  case source
  /// Source minus decoded.
  case residual
  /// Decoded, the simulator's noiseless sample, and their difference.
  case simulator
  /// Decoded minus the simulator's noiseless sample.
  case difference
  /// The density of the decoded events over the simulator's.
  case density
  /// The decoder's derivative along the selected latent.
  case sensitivity

  /// A description of the view, in a few words.
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
  /// The comparisons that are available for the model.
  var comparisons: [Comparison] {
    let depiction = depiction
    return Comparison.allCases.filter { depiction.offers($0, self) }
  }

  /// The comparison that is shown.
  var comparisonOnScreen: Comparison { depiction.comparisonOnScreen(self) }

  /// The simulation to request for comparison with the decoded sample; `nil` while none is shown.
  var plannedSimulation: SimulationPlan? {
    guard depiction.showsSimulator(in: explore.comparison) else { return nil }
    return SimulationPlan(self)
  }
}
