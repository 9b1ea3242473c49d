import Analysis
import Diagnostics

/// The state of the Diagnose screen.
struct DiagnoseState: ScreenState {
  /// The focus of the arrow keys.
  enum Focus: String, Sendable, CaseIterable {
    /// The matrix.
    case matrix
    /// The list of scores.
    case scores
  }

  /// The diagnosis of the open model.
  var study = StudyState<DiagnosisRequest>()
  /// The selected matrix; another one is shown where it could not be computed.
  var matrix = DiagnosisMatrix.normalizedInformation
  /// The order of the latents.
  var order = LatentColumnOrder.divergence
  /// The factor of the selected row.
  var factor = 0
  /// The latent of the selected row, where rows are latents.
  var rowLatent = 0
  /// The latent of the selected column.
  var latent = 0
  /// The focus of the arrow keys.
  var focus = Focus.matrix
  /// The first visible line of the scores.
  var scoresOffset = 0

  /// The state for another model: display settings are kept, what belongs to the model is dropped.
  var restarted: DiagnoseState {
    var fresh = DiagnoseState()
    fresh.matrix = matrix
    fresh.order = order
    return fresh
  }
}
