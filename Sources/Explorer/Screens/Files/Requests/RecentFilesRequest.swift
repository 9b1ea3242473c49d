/// A recently opened model or run.
package struct RecentFile: Sendable, Equatable, Codable {
  /// The absolute path, as encoded by `FileName`.
  package var path: String
  /// The command that opens it.
  package var command: String
  /// When it was last opened, in seconds since 1970.
  package var time: Double

  /// Creates an entry.
  package init(path: String, command: String, time: Double = 0) {
    (self.path, self.command, self.time) = (path, command, time)
  }
}

/// Adds to the list of recently opened models and runs, and reads it.
package struct RecentFilesRequest: EngineRequest {
  /// The files to add; the engine sets their time.
  package var opened: [RecentFile]

  /// Creates a request.
  package init(adding opened: [RecentFile] = []) {
    self.opened = opened
  }

  /// The kind of this request; that the list cannot be written is only logged.
  package static let kind = RequestKind("recent files") { state, reason in
    state.log.append(reason)
    return .shown
  }

  /// Shows the list, the newest first.
  package func take(_ files: [RecentFile], _ state: inout ExplorerState) -> [ExplorerEffect] {
    state.files.recent = files
    return []
  }
}
