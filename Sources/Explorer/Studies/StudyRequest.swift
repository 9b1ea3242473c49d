package import Diagnostics
package import Models

/// A study that a screen requests and shows.
///
/// State, commands, progress, status and export are the same for all studies and are in this folder; a screen
/// defines the study, its words, and what is done with a result.
package protocol StudyRequest: EngineRequest
where Answer == StudyReport<Result>, Progress == StudyNews<Result> {
  /// The type of the result.
  associatedtype Result: StudyResult

  /// Creates a request.
  ///
  /// - Parameters:
  ///   - usesData: Whether the study uses the open data set instead of fresh samples.
  ///   - ignoresCache: Whether to ignore a cached result.
  init(usesData: Bool, ignoresCache: Bool)

  /// Whether to ignore a cached result.
  var ignoresCache: Bool { get }

  /// The parts of a model that are required.
  static var needs: [ModelPart] { get }
  /// The names on screen.
  static var words: StudyWords { get }
  /// Where the study's state is stored.
  static var place: StudyPlace<Self> { get }

  /// Why a result cannot be shown; `nil` when it can.
  func misfit(_ result: Result, _ state: ExplorerState) -> String?
  /// Shows a result that has just been stored.
  func show(_ result: Result, _ state: inout ExplorerState)
}

/// The words for a study on its screen.
package struct StudyWords: Sendable {
  /// The noun, for example `comparison`.
  let noun: String
  /// The end of the names of exported files, for example `anomalies`.
  let stem: String
  /// The title of the pane before there is a result.
  let title: String
  /// The present participle, for example `measuring`.
  let verb: String
  /// The past participle, for example `measured`.
  let participle: String
  /// The imperative, for example `measure`.
  let imperative: String
}

/// Access to the state of a study.
package struct StudyPlace<Request: StudyRequest>: Sendable {
  /// Reads it.
  let get: @Sendable (ExplorerState) -> StudyState<Request>
  /// Changes it.
  let set: @Sendable (inout ExplorerState, StudyState<Request>) -> Void

  /// The state of a study within a screen's state.
  init<Screen: ScreenState>(in path: any WritableKeyPath<Screen, StudyState<Request>> & Sendable) {
    get = { $0[Screen.self][keyPath: path] }
    set = { $0[Screen.self][keyPath: path] = $1 }
  }
}

/// The state of a study: not run yet, running, a result, or why there is none.
package struct StudyState<Request: StudyRequest>: Sendable {
  /// The newest result for the open model; of a running study without what takes longer.
  var report: StudyReport<Request.Result>?
  /// The last request.
  var request = Request(usesData: false, ignoresCache: false)
  /// Whether the result is a preview of the running study.
  var isPreview = false
  /// The progress of the running study; `nil` when none is running.
  var progress: StudyProgress?
  /// Why none is running; `nil` when one is, or may be started.
  var halt: String?
}
