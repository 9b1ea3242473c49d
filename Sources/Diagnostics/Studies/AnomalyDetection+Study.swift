extension AnomalyDetection: Study {
  /// Adds model, sets and settings.
  package func addInputs(to hash: inout ContentHash) {
    hash.add("anomalies")
    hash.add(json: settings)
    for samples in [plan.fitted, plan.normal] + plan.sets.map(\.samples) {
      hash.add(samples.fingerprint)
    }
    for set in plan.sets { hash.add(set.title) }
    for note in plan.notes { hash.add(note) }
    hash.add(checkpoint)
  }

  /// The comparison under the model's current name.
  package func renamed(_ result: AnomalyStudy) -> AnomalyStudy {
    var study = result
    study.origin.model = title
    return study
  }
}

extension AnomalyStudy: StudyResult {
  /// The definitions of the scores.
  package static let definition = MetricDefinition.text(of: AnomalyScore.all.map(\.definition))

  /// The numbers as JSON.
  package var documents: [StudyDocument] {
    [StudyDocument(fileExtension: ".json", bytes: AnomalyDocument(self).bytes)]
  }
}

extension AnomalyError: StudyFailure {}
