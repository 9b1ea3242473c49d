import Diagnostics

/// What the Anomaly screen remembers.
struct AnomalyState: ScreenState {
  /// What the arrows move.
  enum Focus: String, Sendable, CaseIterable {
    /// The cell of the table.
    case table
    /// The list of the most unusual samples.
    case worst
  }

  /// The comparison by the open model.
  var study = StudyState<AnomalyRequest>()
  /// The place of the chosen set.
  var set = 0
  /// The place of the chosen score.
  var score = 0
  /// The place of the chosen group of the set, while groups are shown.
  var group = 0
  /// The place of the chosen sample.
  var worst = 0
  /// Whether the table shows the groups of the chosen set instead of all sets.
  var showsGroups = false
  /// What the arrows move.
  var focus = Focus.table
}
