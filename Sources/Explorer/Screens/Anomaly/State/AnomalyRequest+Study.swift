package import Diagnostics
package import Models

extension AnomalyRequest {
  /// The kind of this request.
  package static let kind: RequestKind = studyKind("anomalies")
  /// The parts of a model that are required.
  package static let needs: [ModelPart] = AnomalyDetection.needs
  /// The names on screen.
  package static let words = StudyWords(
    noun: "comparison", stem: "anomalies", title: "anomalies", verb: "comparing",
    participle: "compared", imperative: "compare")
  /// In the state of the Anomaly screen.
  package static let place = StudyPlace<AnomalyRequest>(in: \AnomalyState.study)

  /// Rejects a comparison without sets.
  package func misfit(_ result: AnomalyStudy, _ state: ExplorerState) -> String? {
    result.sets.isEmpty ? "there is no set to compare" : nil
  }

  /// Selects a set and the score that separates it best.
  package func show(_ result: AnomalyStudy, _ state: inout ExplorerState) {
    // The first set of a simulator is a control: the one after it is more informative.
    state.anomaly.set = result.sets.count > 1 && state.data == nil ? 1 : 0
    state.anomaly.score = result.sets[state.anomaly.set].bestScore
    (state.anomaly.group, state.anomaly.worst, state.anomaly.showsGroups) = (0, 0, false)
    for note in result.notes { state.log.append("anomalies: \(note)") }
  }
}
