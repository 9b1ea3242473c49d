import Analysis
import Diagnostics

/// What the Diagnose screen remembers.
struct DiagnoseState: ScreenState {
  /// What the arrows move.
  enum Focus: String, Sendable, CaseIterable {
    /// The cell of the matrix.
    case matrix
    /// The list of scores.
    case scores
  }

  /// The diagnosis of the open model.
  var study = StudyState<DiagnosisRequest>()
  /// The matrix that is wanted; another one is shown where it could not be measured.
  var matrix = DiagnosisMatrix.normalizedInformation
  /// In which order the latents stand.
  var order = LatentColumnOrder.divergence
  /// The factor of the chosen row.
  var factor = 0
  /// The latent of the chosen row, where rows are latents.
  var rowLatent = 0
  /// The latent of the chosen column.
  var latent = 0
  /// What the arrows move.
  var focus = Focus.matrix
  /// The first line of the scores in view.
  var scoresOffset = 0

  /// The state for another model: how things are shown stays, what belongs to a model goes.
  var restarted: DiagnoseState {
    var fresh = DiagnoseState()
    fresh.matrix = matrix
    fresh.order = order
    return fresh
  }
}
