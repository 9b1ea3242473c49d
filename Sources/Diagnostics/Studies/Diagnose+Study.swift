import Models

extension Diagnose: Study {
  /// Adds model, samples and settings.
  package func addInputs(to hash: inout ContentHash) {
    hash.add("diagnosis")
    hash.add(json: settings)
    hash.add(samples.fingerprint)
    if let part = samples.trainingPart?(BaselineFit.limit(for: checkpoint)) {
      hash.add(part.fingerprint)
    }
    hash.add(checkpoint)
  }

  /// The diagnosis under the current names of model and samples.
  package func renamed(_ result: Diagnosis) -> Diagnosis {
    var diagnosis = result
    diagnosis.origin.model = title
    diagnosis.origin.samples = samples.label
    for (index, role) in zip(diagnosis.latents.indices, checkpoint.roles) {
      diagnosis.latents[index].title = role.title
    }
    return diagnosis
  }
}

extension Diagnosis: StudyResult {
  /// The definitions of metrics, baselines, variants, predictions and matrices.
  package static let definition =
    MetricDefinition.text(of: MetricDefinition.all) + "\n"
    + ReconstructionBaselines.definition + "\n" + CodeVariants.definition + "\n"
    + FactorPrediction.definition + "\n" + Resampling.definition + "\n"
    + DiagnosisMatrix.allCases.map { "\($0.title) [\($0.unit)]" }.joined(separator: "\n")

  /// The numbers as JSON, and the matrices as comma-separated values.
  package var documents: [StudyDocument] {
    [
      StudyDocument(fileExtension: ".json", bytes: DiagnosisDocument(self).bytes),
      StudyDocument(fileExtension: ".csv", bytes: Array(commaSeparatedMatrices.utf8)),
    ]
  }
}

extension DiagnosisError: StudyFailure {}
