package import Diagnostics
package import Models

/// How the open model is to be measured.
package struct DiagnosisRequest: StudyRequest {
  /// How many samples, and the seed.
  package var settings: EvaluationSettings
  /// Whether to measure on the open data set instead of fresh samples.
  package var usesData: Bool
  /// Whether to measure again what was measured before.
  package var ignoresCache: Bool

  /// Creates a request with the usual settings.
  package init(usesData: Bool = false, ignoresCache: Bool = false) {
    self.init(settings: EvaluationSettings(), usesData: usesData, ignoresCache: ignoresCache)
  }

  /// Creates a request.
  package init(settings: EvaluationSettings, usesData: Bool = false, ignoresCache: Bool = false) {
    self.settings = settings
    self.usesData = usesData
    self.ignoresCache = ignoresCache
  }

  /// Measuring the model.
  package static let kind: RequestKind = studyKind("diagnose")
  /// What it needs of a model.
  package static let needs: [ModelPart] = Diagnose.needs
  /// The names on screen.
  package static let words = StudyWords(
    noun: "diagnosis", stem: "diagnosis", title: "diagnosis", verb: "measuring",
    participle: "measured", imperative: "measure")
  /// In the state of the Diagnose screen.
  package static let place = StudyPlace<DiagnosisRequest>(in: \DiagnoseState.study)

  /// A diagnosis of a model with other latents is not shown.
  package func misfit(_ result: Diagnosis, _ state: ExplorerState) -> String? {
    result.latents.count == state.model?.latentCount
      ? nil : "it is of a model with \(result.latents.count) latents"
  }

  /// Puts the cursor on the latent that comes first.
  package func show(_ result: Diagnosis, _ state: inout ExplorerState) {
    state.diagnose.factor = ListCursor.moved(
      state.diagnose.factor, by: 0, count: result.factors.count)
    state.diagnose.latent = state.diagnosedLatents.first ?? 0
    state.diagnose.rowLatent = state.diagnose.latent
    for note in result.notes { state.log.append("diagnosis: \(note)") }
  }
}
