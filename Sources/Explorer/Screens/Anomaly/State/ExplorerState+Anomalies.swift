import Analysis
import Diagnostics
import Plotting

extension ExplorerState {
  /// The study on screen, if there is one.
  var anomalies: AnomalyStudy? { result(AnomalyRequest.self) }

  /// The selected set.
  var chosenSet: AnomalousSetStudy? {
    anomalies.flatMap { $0.sets.indices.contains(anomaly.set) ? $0.sets[anomaly.set] : nil }
  }

  /// The selected set by the selected score.
  var chosenComparison: ScoreComparison? {
    chosenSet.flatMap {
      $0.comparisons.indices.contains(anomaly.score) ? $0.comparisons[anomaly.score] : nil
    }
  }

  /// The definition of the selected score.
  var chosenScore: MetricDefinition? {
    anomalies.flatMap { study in
      study.scores.indices.contains(anomaly.score)
        ? AnomalyScore.named(study.scores[anomaly.score])?.definition : nil
    }
  }

  /// The number under the cursor of the table: that of a group, or of the whole set.
  var chosenSeparation: ScoreSeparation? {
    guard anomaly.showsGroups, let groups = chosenSet?.groups,
      groups.indices.contains(anomaly.group)
    else { return chosenComparison?.separation }
    let separations = groups[anomaly.group].separations
    return separations.indices.contains(anomaly.score) ? separations[anomaly.score] : nil
  }

  /// Moves the cursor of the table.
  mutating func moveAnomalyCell(columns: Int, rows: Int) {
    guard let study = anomalies, let set = chosenSet else { return }
    anomaly.score = ListCursor.moved(anomaly.score, by: columns, count: study.scores.count)
    if anomaly.showsGroups {
      anomaly.group = ListCursor.moved(anomaly.group, by: rows, count: set.groups.count)
    } else {
      anomaly.set = ListCursor.moved(anomaly.set, by: rows, count: study.sets.count)
    }
    anomaly.worst = 0
  }

  /// Moves the cursor of the list.
  mutating func moveWorst(by step: Int) {
    anomaly.worst = ListCursor.moved(
      anomaly.worst, by: step, count: chosenComparison?.worst.count ?? 0)
  }

  /// Switches between the groups of the selected set and all sets.
  mutating func toggleGroups() {
    guard let set = chosenSet else { return }
    guard anomaly.showsGroups || !set.groups.isEmpty else {
      message = .done("\(set.title): no factor is known")
      return
    }
    anomaly.showsGroups.toggle()
    anomaly.group = 0
  }

  /// Moves the sliders to the code of the selected sample and shows it in Explore.
  mutating func openWorst() -> [ExplorerEffect] {
    guard let set = chosenSet, let worst = chosenComparison?.worst,
      worst.indices.contains(anomaly.worst)
    else { return [] }
    let sample = worst[anomaly.worst]
    screen = .explore
    return encode(
      .anomalous(
        AnomalousSample(
          request: anomaly.study.request, set: anomaly.set, index: sample.index,
          label: "\(set.title) #\(sample.number)")))
  }
}
