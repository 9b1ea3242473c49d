/// Lists a folder, and looks at its entries as far as that is quick.
package struct FolderRequest: EngineRequest {
  /// The folder; relative ones are below the folder that the program was started in.
  package var path: String
  /// The name of the entry under the cursor; the first one where there is none.
  package var chosen: String?

  /// Names a folder.
  package init(path: String, chosen: String? = nil) {
    (self.path, self.chosen) = (path, chosen)
  }

  /// Listing a folder.
  package static let kind = RequestKind("folder") { state, reason in
    state.files.fail(reason)
    return .reported
  }

  /// Shows the entries; those that nobody has looked at yet are asked for when they come into view.
  package func take(_ listing: FolderListing, _ state: inout ExplorerState) -> [ExplorerEffect] {
    state.dropFolderFailure()
    state.files.take(listing, chosen: chosen)
    return []
  }
}

/// Looks at some entries of a folder.
package struct FileFactsRequest: EngineRequest {
  /// The folder, from the root.
  package var folder: String
  /// The names of the entries.
  package var names: [String]

  /// Names entries.
  package init(folder: String, names: [String]) {
    (self.folder, self.names) = (folder, names)
  }

  /// Looking at entries.
  package static let kind = RequestKind("file facts")

  /// Adds what is known of the entries.
  package func take(
    _ facts: [String: FileFacts], _ state: inout ExplorerState
  ) -> [ExplorerEffect] {
    state.files.add(facts, of: folder)
    return []
  }
}
