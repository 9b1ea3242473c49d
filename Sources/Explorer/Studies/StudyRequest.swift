package import Diagnostics
package import Models

/// A study that a screen asks for and shows.
///
/// State, commands, progress, status and export of every study are those of this folder; a screen says what it measures,
/// in which words, and what it does with a result.
package protocol StudyRequest: EngineRequest
where Answer == StudyReport<Result>, Progress == StudyProgress {
  /// What is measured.
  associatedtype Result: StudyResult

  /// Asks for a study.
  ///
  /// - Parameters:
  ///   - usesData: Whether the open data set is measured instead of fresh samples.
  ///   - ignoresCache: Whether to measure again what was measured before.
  init(usesData: Bool, ignoresCache: Bool)

  /// Whether to measure again what was measured before.
  var ignoresCache: Bool { get }

  /// What it needs of a model.
  static var needs: [ModelPart] { get }
  /// The names on screen.
  static var words: StudyWords { get }
  /// Where the study's state is.
  static var place: StudyPlace<Self> { get }

  /// Why a result is not to be shown; `nil` when it is.
  func misfit(_ result: Result, _ state: ExplorerState) -> String?
  /// Shows a result that has just been stored.
  func show(_ result: Result, _ state: inout ExplorerState)
}

/// How a study is called on its screen.
package struct StudyWords: Sendable {
  /// What is measured, for example `comparison`.
  let noun: String
  /// The end of the names of exported files, for example `anomalies`.
  let stem: String
  /// The title of the pane while there is nothing else.
  let title: String
  /// What is being done, for example `measuring`.
  let verb: String
  /// The same in the past, for example `measured`.
  let participle: String
  /// The same as a command, for example `measure`.
  let imperative: String
}

/// Reads and changes the state of a study.
package struct StudyPlace<Request: StudyRequest>: Sendable {
  /// Reads it.
  let get: @Sendable (ExplorerState) -> StudyState<Request>
  /// Changes it.
  let set: @Sendable (inout ExplorerState, StudyState<Request>) -> Void

  /// The state of a study that a screen's state holds.
  init<Screen: ScreenState>(in path: any WritableKeyPath<Screen, StudyState<Request>> & Sendable) {
    get = { $0[Screen.self][keyPath: path] }
    set = { $0[Screen.self][keyPath: path] = $1 }
  }
}

/// What is known of a study: nothing yet, work under way, a result, or why there is none.
package struct StudyState<Request: StudyRequest>: Sendable {
  /// The newest result for the open model.
  var report: StudyReport<Request.Result>?
  /// What was last asked for.
  var request = Request(usesData: false, ignoresCache: false)
  /// How far the one under way is.
  var progress: StudyProgress?
  /// Why none is under way; `nil` when one is, or may begin.
  var halt: String?
}
