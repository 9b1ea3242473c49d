/// Where a run is and how it is written.
public struct RunLocation: Sendable, Hashable {
  /// The folder of the run, or its only file.
  public let path: String
  /// What tells it from the other runs: its path below the folder that was searched.
  public let name: String
  /// How it is written.
  public let format: RunFormat
}

/// Why no run can be watched.
public enum RunFindingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is nothing at the path.
  case missing(path: String)
  /// There is no log in the folder.
  case noRuns(path: String)
  /// The file is no log.
  case unknownFormat(path: String)

  /// One line: what, where, expected and found.
  public var description: String {
    switch self {
    case .missing(let path): "\(path): expected a run, a folder of runs or a log, found nothing"
    case .noRuns(let path):
      "\(path): expected runs of latentty, event files of TensorBoard, JSON lines or tables with a step, found none"
    case .unknownFormat(let path):
      "\(path): expected JSON lines with numbers, a table or an event file of TensorBoard, found something else"
    }
  }
}
