import Datasets
import Diagnostics
import Plotting

/// Matrices or coordinates that represent particles in a box.
struct ParticleDepiction: PictureDepiction {
  let name = "particles"

  func suits(_ data: DataDescription) -> Bool { data.particles != nil }

  func measuring(_ data: DataDescription) -> any SampleMeasuring {
    ParticleReader(data).map { ParticleMeasuring(reader: $0) } ?? NoMeasuring()
  }

  func offers(_ comparison: Comparison, _ state: ExplorerState) -> Bool {
    switch comparison {
    case .simulator, .difference: SimulationPlan(state) != nil
    case .density: false
    case .matrices: state.particleFormat?.elements == .distances
    case .side, .particles, .decoded, .source, .residual, .sensitivity: true
    }
  }

  func explanation(of comparison: Comparison) -> String {
    comparison == .side
      ? "the decoded sample, its particles in their box, and g(r)" : comparison.explanation
  }

  func comparisonOnScreen(_ state: ExplorerState) -> Comparison { state.explore.comparison }

  func content(_ state: ExplorerState) -> DepictedContent {
    let boxes = ParticleScene.boxCount(state)
    return boxes > 0
      ? .boxes(boxes) : .pictures(references: PicturePanel.referenceCount(state))
  }

  func drawPane(_ state: ExplorerState, layout: ExploreLayout, into frame: inout Frame, ink: Ink) {
    if ParticleScene.boxCount(state) > 0 {
      frame.drawParticlePane(self, state, layout: layout, ink: ink)
    } else {
      frame.drawPicturePane(self, state, layout: layout, ink: ink)
    }
  }

  func verdict(_ state: ExplorerState) -> SampleVerdict? {
    ParticleScene(state).map { SampleVerdict(text: $0.verdict, isValid: $0.isValid) }
  }
}

extension ExplorerState {
  /// How the samples represent particles; `nil` where they do not.
  var particleFormat: ParticleFormat? { model?.data.particles }
}
