/// A model or run that was open.
package struct RecentFile: Sendable, Equatable, Codable {
  /// Where it lies, from the root, as `FileName` writes it.
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

/// Reads the models and runs that were open lately, after some more were added.
package struct RecentFilesRequest: EngineRequest {
  /// What is open now; the engine tells the time.
  package var opened: [RecentFile]

  /// Creates a request.
  package init(adding opened: [RecentFile] = []) {
    self.opened = opened
  }

  /// Reading what was open lately; that the list cannot be kept stops nobody, and is reported in the log.
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
