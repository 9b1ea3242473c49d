package import Diagnostics
package import Models

extension AnomalyRequest {
  /// Comparing anomalous with normal samples.
  package static let kind: RequestKind = studyKind("anomalies")
  /// What it needs of a model.
  package static let needs: [ModelPart] = AnomalyDetection.needs
  /// The names on screen.
  package static let words = StudyWords(
    noun: "comparison", stem: "anomalies", title: "anomalies", verb: "comparing",
    participle: "compared", imperative: "compare")
  /// In the state of the Anomaly screen.
  package static let place = StudyPlace<AnomalyRequest>(in: \AnomalyState.study)

  /// A comparison without sets has nothing to show.
  package func misfit(_ result: AnomalyStudy, _ state: ExplorerState) -> String? {
    result.sets.isEmpty ? "there is no set to compare" : nil
  }

  /// Chooses a set and the score that tells it best.
  package func show(_ result: AnomalyStudy, _ state: inout ExplorerState) {
    // The first set of a simulator is a control: what follows it is more telling.
    state.anomaly.set = result.sets.count > 1 && state.data == nil ? 1 : 0
    state.anomaly.score = result.sets[state.anomaly.set].bestScore
    (state.anomaly.group, state.anomaly.worst, state.anomaly.showsGroups) = (0, 0, false)
    for note in result.notes { state.log.append("anomalies: \(note)") }
  }
}
