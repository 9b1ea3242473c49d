import Platform
package import Storage

/// Why a run directory cannot be used.
package enum RunError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The folder already holds a run.
  case exists(path: String)
  /// There is no run in the folder.
  case missing(path: String)
  /// Another process trains in the folder.
  case locked(path: String)
  /// The folder was deleted, moved or replaced during training.
  case lost(path: String)
  /// The system refused an operation.
  case system(path: String, operation: String, code: Int32)
  /// A file of the run cannot be read or written.
  case storage(StorageError)

  /// One line: what, where, expected and found.
  package var description: String {
    switch self {
    case .exists(let path):
      "\(path): expected an empty or new folder, found a run; --resume continues it"
    case .missing(let path):
      "\(path): expected a run to resume, found no \(RunLayout.recipeName)"
    case .locked(let path):
      "\(path): expected a run that is not in training, found another process that writes it"
    case .lost(let path):
      "\(path): expected the folder in which training began, found another or none"
    case .system(let path, let operation, let code):
      "\(path): cannot \(operation): \(String(cString: strerror(code)))"
    case .storage(let error):
      error.description
    }
  }
}
