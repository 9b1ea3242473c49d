import Datasets
import Diagnostics
import Explorer

/// One comparison of anomalous with normal samples by an open model.
struct AnomalyWork: Sendable {
  let model: LoadedModel
  let data: (path: String, dataset: Dataset)?
  let request: AnomalyRequest
  let cache: AnomalyCache?

  /// The samples that a request is about.
  ///
  /// - Throws: `AnomalyError` when they do not suit the model, or nothing says what is anomalous.
  static func plan(
    _ request: AnomalyRequest, _ model: LoadedModel, _ data: (path: String, dataset: Dataset)?
  ) throws(AnomalyError) -> AnomalyPlan {
    let file = request.usesData ? data.map { [($0.path, $0.dataset)] } : nil
    return try AnomalyPlan(
      for: model.checkpoint, files: file ?? [], includesStandard: true,
      settings: request.settings)
  }

  /// Compares the samples.
  ///
  /// - Returns: The answer to the request; `nil` when it was cancelled.
  func answer(
    _ token: RequestToken, isCancelled: @Sendable () -> Bool, progress: (ExplorerEvent) -> Void
  ) -> ExplorerEvent? {
    var telling = ProgressTelling()
    do {
      let work = AnomalyDetection(
        model.checkpoint, title: model.facts.title, plan: try Self.plan(request, model, data),
        settings: request.settings)
      let report = try work.run(
        cache: cache, ignoringKept: request.ignoresKept, isCancelled: isCancelled
      ) { now in
        if telling.isWorthTelling(now) { progress(.comparingAnomalies(token, now)) }
      }
      // Few samples are scored between two looks; what was cancelled is silent all the same.
      return isCancelled() ? nil : .anomaliesCompared(token, report)
    } catch AnomalyError.cancelled {
      return nil
    } catch {
      return .failed(token, message: "\(error)")
    }
  }
}
