import Diagnostics

/// The state of the Anomaly screen.
struct AnomalyState: ScreenState {
  /// The focus of the arrow keys.
  enum Focus: String, Sendable, CaseIterable {
    /// The table.
    case table
    /// The list of the most unusual samples.
    case worst
  }

  /// The comparison by the open model.
  var study = StudyState<AnomalyRequest>()
  /// The index of the selected set.
  var set = 0
  /// The index of the selected score.
  var score = 0
  /// The index of the selected group of the set, while groups are shown.
  var group = 0
  /// The index of the selected sample.
  var worst = 0
  /// Whether the table shows the groups of the selected set instead of all sets.
  var showsGroups = false
  /// The focus of the arrow keys.
  var focus = Focus.table
}
