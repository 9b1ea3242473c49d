import Datasets
import Diagnostics
import Explorer

/// A request with the work that answers it.
///
/// A request that a screen declares gets its conformance in a file below `Work`; the runner depends on none
/// by name.
protocol EngineWork: EngineRequest {
  /// Performs the request, on a background queue.
  ///
  /// - Parameters:
  ///   - world: The open model and data, and the destinations of files.
  ///   - isSuperseded: Whether the answer is no longer needed; cheap, to be polled often.
  ///   - progress: Reports progress to the explorer.
  /// - Returns: The answer; `nil` when it was superseded.
  /// - Throws: An error whose description is one line.
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Progress) -> Void
  ) throws -> Answer?
}

/// The resources available to the work of requests.
struct EngineWorld: Sendable {
  /// The open model.
  let model: LoadedModel?
  /// The open data set.
  let data: (path: String, dataset: Dataset)?
  /// Writes files.
  let writer: SnapshotWriter
  /// The cache of study results; `nil` for none.
  let studies: StudyCache?
  /// The list of recent files; `nil` for none.
  let recent: RecentFiles?

  /// The open model.
  ///
  /// - Throws: ``NothingOpen`` when no model is open.
  func openModel(for kind: RequestKind) throws(NothingOpen) -> LoadedModel {
    guard let model else { throw NothingOpen(kind: kind) }
    return model
  }

  /// A request needs a model and none is open.
  struct NothingOpen: Error, CustomStringConvertible {
    let kind: RequestKind
    var description: String { "\(kind): no model is open" }
  }
}
