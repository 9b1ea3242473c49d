import Datasets
import Diagnostics
package import Explorer

/// A study of the open model.
protocol StudyWork: EngineWork, StudyRequest {
  /// The type of the study.
  associatedtype Work: Study where Work.Result == Result

  /// The requested study.
  ///
  /// - Throws: An error whose description is one line.
  func study(
    _ model: LoadedModel, _ data: (path: String, dataset: Dataset)?
  ) throws -> Work
}

extension StudyWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool,
    progress: (StudyNews<Result>) -> Void
  ) throws -> StudyReport<Result>? {
    let model = try world.openModel(for: Self.kind)
    var reported = StudyProgress(stage: "", fraction: 0)
    do {
      let report = try study(model, world.data).run(
        cache: world.studies, ignoringCache: ignoresCache, isCancelled: isSuperseded,
        progress: { now in
          // A screen shows whole percents, and every new stage.
          guard now.stage != reported.stage || now.fraction >= reported.fraction + 0.01 else {
            return
          }
          reported = now
          progress(.progress(now))
        }, preview: { if !isSuperseded() { progress(.preview($0)) } })
      // Few samples are computed between two polls; cancelled work stays silent nevertheless.
      return isSuperseded() ? nil : report
    } catch let failure as Work.Failure where failure == .cancelled {
      return nil
    }
  }
}

extension DiagnosisRequest: StudyWork {
  func study(
    _ model: LoadedModel, _ data: (path: String, dataset: Dataset)?
  ) throws -> Diagnose {
    let samples = try EvaluationSamples.best(
      for: model.checkpoint, data: usesData ? data : nil, settings: settings)
    return try Diagnose(
      model.checkpoint, title: model.facts.title, samples: samples, settings: settings)
  }
}

extension AnomalyRequest: StudyWork {
  func study(
    _ model: LoadedModel, _ data: (path: String, dataset: Dataset)?
  ) throws -> AnomalyDetection {
    AnomalyDetection(
      model.checkpoint, title: model.facts.title, plan: try plan(model, data), settings: settings)
  }

  /// The samples of the request.
  ///
  /// - Throws: `AnomalyError` when they do not suit the model, or no set is defined.
  func plan(
    _ model: LoadedModel, _ data: (path: String, dataset: Dataset)?
  ) throws(AnomalyError) -> AnomalyPlan {
    let file = usesData ? data.map { [($0.path, $0.dataset)] } : nil
    return try AnomalyPlan(
      for: model.checkpoint, files: file ?? [], includesStandard: true, settings: settings)
  }
}
