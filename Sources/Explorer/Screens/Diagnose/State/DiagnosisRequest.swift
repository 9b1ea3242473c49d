package import Diagnostics
package import Models

/// Diagnoses the open model.
package struct DiagnosisRequest: StudyRequest {
  /// The number of samples, and the seed.
  package var settings: EvaluationSettings
  /// Whether to use the open data set instead of fresh samples.
  package var usesData: Bool
  /// Whether to ignore a cached result.
  package var ignoresCache: Bool

  /// Creates a request with the default settings.
  package init(usesData: Bool = false, ignoresCache: Bool = false) {
    self.init(settings: EvaluationSettings(), usesData: usesData, ignoresCache: ignoresCache)
  }

  /// Creates a request.
  package init(settings: EvaluationSettings, usesData: Bool = false, ignoresCache: Bool = false) {
    self.settings = settings
    self.usesData = usesData
    self.ignoresCache = ignoresCache
  }

  /// The kind of this request.
  package static let kind: RequestKind = studyKind("diagnose")
  /// The parts of a model that are required.
  package static let needs: [ModelPart] = Diagnose.needs
  /// The names on screen.
  package static let words = StudyWords(
    noun: "diagnosis", stem: "diagnosis", title: "diagnosis", verb: "measuring",
    participle: "measured", imperative: "measure")
  /// In the state of the Diagnose screen.
  package static let place = StudyPlace<DiagnosisRequest>(in: \DiagnoseState.study)

  /// Rejects a diagnosis of a model with another number of latents.
  package func misfit(_ result: Diagnosis, _ state: ExplorerState) -> String? {
    result.latents.count == state.model?.latentCount
      ? nil : "it is of a model with \(result.latents.count) latents"
  }

  /// Moves the cursor to the first latent in the order.
  package func show(_ result: Diagnosis, _ state: inout ExplorerState) {
    state.diagnose.factor = ListCursor.moved(
      state.diagnose.factor, by: 0, count: result.factors.count)
    state.diagnose.latent = state.diagnosedLatents.first ?? 0
    state.diagnose.rowLatent = state.diagnose.latent
    for note in result.notes { state.log.append("diagnosis: \(note)") }
  }
}
