package import Diagnostics
import Numerics
import Plotting

extension StudyRequest {
  /// Stores a result, unless it is for another model or data set.
  package func take(
    _ report: StudyReport<Result>, _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    if let misfit = misfit(report.result, state) {
      state.halt(Self.self, misfit)
      return []
    }
    let wasShown = state.study(Self.self).isPreview
    state.change(Self.self) { study in
      (study.progress, study.isPreview) = (nil, false)
      study.report = report
    }
    // What was chosen since the preview stays.
    if !wasShown { show(report.result, &state) }
    if let problem = report.cacheProblem {
      state.log.append("\(Self.words.noun) not cached: \(problem)")
    }
    return []
  }

  /// Stores the progress of the study, or shows its preview.
  package func take(progress news: StudyNews<Result>, _ state: inout ExplorerState) {
    switch news {
    case .progress(let progress): state.change(Self.self) { $0.progress = progress }
    case .preview(let result):
      guard misfit(result, state) == nil else { return }
      state.change(Self.self) { study in
        (study.report, study.isPreview) = (StudyReport(result, isCached: false), true)
      }
      show(result, &state)
    }
  }

  /// The kind of request of a study, whose failure the screen shows.
  static func studyKind(_ name: String) -> RequestKind {
    RequestKind(name, takesLong: true) { state, reason in
      state.halt(Self.self, reason)
      return .reported
    }
  }
}

extension ExplorerState {
  /// The state of a study.
  func study<Request: StudyRequest>(_ type: Request.Type) -> StudyState<Request> {
    type.place.get(self)
  }

  /// Changes the state of a study.
  mutating func change<Request: StudyRequest>(
    _ type: Request.Type, _ change: (inout StudyState<Request>) -> Void
  ) {
    var study = type.place.get(self)
    change(&study)
    type.place.set(&self, study)
  }

  /// The result on screen; `nil` without one.
  func result<Request: StudyRequest>(_ type: Request.Type) -> Request.Result? {
    study(type).report?.result
  }

  /// Whether a study is running.
  func isMeasuring<Request: StudyRequest>(_ type: Request.Type) -> Bool {
    awaited[type.kind] != nil
  }

  /// Requests the study that a screen shows, unless there is a result, or it is running or was stopped.
  mutating func pendingStudy<Request: StudyRequest>(_ type: Request.Type) -> [ExplorerEffect] {
    let study = study(type)
    guard model != nil, study.report == nil, study.halt == nil, !isMeasuring(type),
      awaited[.openData] == nil
    else { return [] }
    if let lack = model?.lack(of: type.needs) {
      halt(type, lack)
      return []
    }
    return measure(type)
  }

  /// Requests a study; the result on screen stays until the new one arrives.
  mutating func measure<Request: StudyRequest>(
    _ type: Request.Type, ignoringCache ignoresCache: Bool = false
  ) -> [ExplorerEffect] {
    let request = Request(usesData: data != nil, ignoresCache: ignoresCache)
    change(type) { study in
      (study.halt, study.progress, study.request) = (nil, nil, request)
      study.isPreview = false
    }
    return [ask(request)]
  }

  /// Ends the running study with a reason.
  mutating func halt<Request: StudyRequest>(_ type: Request.Type, _ reason: String) {
    change(type) { study in
      (study.progress, study.halt) = (nil, reason)
      study.isPreview = false
    }
  }

  /// Cancels the running study.
  mutating func cancel<Request: StudyRequest>(_ type: Request.Type) -> [ExplorerEffect] {
    guard isMeasuring(type) else { return [] }
    abandon(type.kind)
    return [.cancel(type.kind)]
  }

  /// The progress of a study, or why there is none; `nil` when there is a result to describe instead.
  func studyFacts<Request: StudyRequest>(_ type: Request.Type) -> [String]? {
    let study = study(type)
    if let progress = study.progress, isMeasuring(type) { return [progress.stage] }
    return study.report == nil ? study.halt.map { [$0] } ?? [] : nil
  }
}

extension StatusWord {
  /// The fraction of a study that is done; `nil` when none is running.
  init?<Request: StudyRequest>(_ type: Request.Type, _ state: ExplorerState, _ ink: Ink) {
    guard state.isMeasuring(type) else { return nil }
    let fraction = state.study(type).progress?.fraction ?? 0
    let share = Int(clamping: fraction * 100, to: 0...100)
    self.init("\(type.words.verb) \(share)%", glyph: ink.glyphs.waiting, style: ink.accent)
  }
}
