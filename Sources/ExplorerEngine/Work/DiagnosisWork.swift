import Datasets
import Diagnostics
import Explorer

/// One diagnosis of an open model.
struct DiagnosisWork: Sendable {
  let model: LoadedModel
  let data: (path: String, dataset: Dataset)?
  let request: DiagnosisRequest
  let cache: DiagnosisCache?

  /// Measures the model.
  ///
  /// - Returns: The answer to the request; `nil` when it was cancelled.
  func answer(
    _ token: RequestToken, isCancelled: @Sendable () -> Bool, progress: (ExplorerEvent) -> Void
  ) -> ExplorerEvent? {
    var telling = ProgressTelling()
    do {
      let checkpoint = model.checkpoint
      let samples = try DiagnosisSamples.best(
        for: checkpoint, data: data.map { ($0.path, $0.dataset) }, settings: request.settings)
      let work = try Diagnose(
        checkpoint, title: model.facts.title, samples: samples, settings: request.settings)
      let report = try work.run(
        cache: cache, ignoringKept: request.ignoresKept, isCancelled: isCancelled
      ) { now in
        if telling.isWorthTelling(now) { progress(.diagnosing(token, now)) }
      }
      // Few samples are measured between two looks; what was cancelled is silent all the same.
      return isCancelled() ? nil : .diagnosed(token, report)
    } catch DiagnosisError.cancelled {
      return nil
    } catch {
      return .failed(token, message: "\(error)")
    }
  }
}
