import Datasets
import Diagnostics
import Explorer

/// A request with what meets it.
///
/// A request that a screen declares gets its conformance in a file below `Work`; the runner knows none by name.
protocol EngineWork: EngineRequest {
  /// Meets the request, on a background queue.
  ///
  /// - Parameters:
  ///   - world: What is open, and where files go.
  ///   - isSuperseded: Whether nobody waits for the answer any more; cheap, to be asked often.
  ///   - progress: Tells the explorer how far the work is.
  /// - Returns: The answer; `nil` where nobody waits for it.
  /// - Throws: An error whose description is one line for people.
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Progress) -> Void
  ) throws -> Answer?
}

/// What the work of requests can use.
struct EngineWorld: Sendable {
  /// The open model.
  let model: LoadedModel?
  /// The open data set.
  let data: (path: String, dataset: Dataset)?
  /// Writes files.
  let writer: SnapshotWriter
  /// Where results of studies are cached; `nil` caches none.
  let studies: StudyCache?
  /// The list of what was open lately; `nil` where none is kept.
  let recent: RecentFiles?

  /// The open model.
  ///
  /// - Throws: ``NothingOpen`` when there is none.
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
