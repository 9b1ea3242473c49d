import Diagnostics
import Plotting

/// What the Explore screen remembers beside the shared point and sample.
struct ExploreState: ScreenState {
  /// What the arrows move.
  enum Focus: Sendable {
    /// The sliders.
    case sliders
    /// The pictures of the sweep strip.
    case sweep
  }

  /// The latent under the cursor, by its index in the model.
  var selected = 0
  /// In which order the sliders stand.
  var order = LatentOrder.divergence
  /// Whether latents that carry nothing are folded away.
  var foldsInactive = true
  /// What the arrows move.
  var focus = Focus.sliders
  /// Which pictures stand side by side.
  var comparison = Comparison.side
  /// The point at the beginning of an interpolation.
  var pinA: [Float]?
  /// The point at the end of an interpolation.
  var pinB: [Float]?
  /// Whether ones are drawn by their decoded chances, where a model decodes such.
  var drawsElements = false
  /// What all latents are drawn from.
  var drawing = LatentDraw.prior
  /// Which codes drawn components and deviations are of.
  var drawnCodes = LatentSampler.Codes.means
  /// The strip that was asked for last.
  var askedSweep: SweepPlan?
  /// The point and the latent that a derivative was last asked for.
  var askedSensitivity: SensitivityPlan?
  /// The newest strip; it stays until the next one is there.
  var sweep: DecodedSweep?
  /// The chosen picture of the strip.
  var sweepIndex = 0
  /// The newest derivative.
  var sensitivity: SensitivityPicture?

  /// The state for another model: how things are shown stays, what belongs to a model goes.
  var restarted: ExploreState {
    var fresh = ExploreState()
    fresh.order = order
    fresh.foldsInactive = foldsInactive
    fresh.comparison = comparison
    fresh.drawing = drawing
    fresh.drawsElements = drawsElements
    fresh.drawnCodes = drawnCodes
    return fresh
  }
}
