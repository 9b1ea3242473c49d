/// Lists a folder, and inspects its entries as far as that is quick.
package struct FolderRequest: EngineRequest {
  /// The folder; a relative path starts from the working directory.
  package var path: String
  /// The name of the selected entry; `nil` for the first.
  package var chosen: String?

  /// Creates a request.
  package init(path: String, chosen: String? = nil) {
    (self.path, self.chosen) = (path, chosen)
  }

  /// The kind of this request.
  package static let kind = RequestKind("folder") { state, reason in
    state.files.fail(reason)
    return .reported
  }

  /// Shows the entries; those not inspected yet are requested when they come into view.
  package func take(_ listing: FolderListing, _ state: inout ExplorerState) -> [ExplorerEffect] {
    state.dropFolderFailure()
    state.files.take(listing, chosen: chosen)
    return []
  }
}

/// Inspects some entries of a folder.
package struct FileFactsRequest: EngineRequest {
  /// The absolute path of the folder.
  package var folder: String
  /// The names of the entries.
  package var names: [String]

  /// Creates a request.
  package init(folder: String, names: [String]) {
    (self.folder, self.names) = (folder, names)
  }

  /// The kind of this request.
  package static let kind = RequestKind("file facts")

  /// Adds the facts about the entries.
  package func take(
    _ facts: [String: FileFacts], _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    state.files.add(facts, of: folder)
    return []
  }
}
