import Diagnostics
import Plotting

/// The state of the Explore screen, without the shared point and sample.
struct ExploreState: ScreenState {
  /// The focus of the arrow keys.
  enum Focus: Sendable {
    /// The sliders.
    case sliders
    /// The images of the sweep strip.
    case sweep
    /// The images over the plane of two latents.
    case plane
  }

  /// The latent under the cursor, by its index in the model.
  var selected = 0
  /// The order of the sliders.
  var order = LatentOrder.divergence
  /// Whether inactive latents are folded away.
  var foldsInactive = true
  /// The focus of the arrow keys.
  var focus = Focus.sliders
  /// The selected comparison.
  var comparison = Comparison.side
  /// The start of an interpolation.
  var pinA: [Float]?
  /// The end of an interpolation.
  var pinB: [Float]?
  /// Whether binary samples are drawn with the decoded probabilities, where a model decodes such.
  var drawsElements = false
  /// The draw for all latents.
  var drawing = LatentDraw.prior
  /// The codes whose standard deviations drawn components and latents have.
  var drawnCodes = LatentSampler.Codes.means
  /// The number of Metropolis sweeps of the decoded particles; 0 for none.
  var metropolisSweeps = 0
  /// Gamma of the sweeps that the user chose; `nil` for the one of the point.
  var gravity: Double?
  /// The last request for thermal particles.
  var askedMetropolis: MetropolisRequest?
  /// The newest thermal particles.
  var thermal: ThermalPicture?
  /// The last requested strip.
  var askedSweep: SweepPlan?
  /// The point and latent of the last requested derivative.
  var askedSensitivity: SensitivityPlan?
  /// The newest strip; it stays until the next one arrives.
  var sweep: DecodedSweep?
  /// The plane that the user wants to see.
  var planeChoice = PlaneChoice.usual
  /// The last requested plane.
  var askedPlane: PlanePlan?
  /// The newest pictures of a plane; they stay until the next ones arrive.
  var plane: DecodedPlane?
  /// The selected image of the strip.
  var sweepIndex = 0
  /// The newest derivative.
  var sensitivity: SensitivityPicture?

  /// The state for another model: display settings are kept, what belongs to the model is dropped.
  var restarted: ExploreState {
    var fresh = ExploreState()
    fresh.order = order
    fresh.foldsInactive = foldsInactive
    fresh.comparison = comparison
    fresh.drawing = drawing
    fresh.drawsElements = drawsElements
    fresh.drawnCodes = drawnCodes
    fresh.metropolisSweeps = metropolisSweeps
    if planeChoice == .none { fresh.planeChoice = .none }
    return fresh
  }
}
