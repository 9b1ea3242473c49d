/// An entry of a folder.
package struct FolderEntry: Sendable, Equatable {
  /// The name, as encoded by `FileName`.
  package var name: String
  /// Whether it is a folder, or a link to one.
  package var isFolder: Bool
  /// The facts about it; `nil` until it was inspected.
  package var facts: FileFacts?

  /// Creates an entry.
  package init(_ name: String, isFolder: Bool, facts: FileFacts? = nil) {
    (self.name, self.isFolder, self.facts) = (name, isFolder, facts)
  }
}

/// The facts about a file or folder, from its metadata and first bytes.
package struct FileFacts: Sendable, Equatable {
  /// The type by its content, for example `model`; `nil` for what no command opens.
  package var kind: String?
  /// The type with its article, for display.
  package var phrase: String
  /// The command that opens it; empty for none.
  package var command: String
  /// The bytes of a file; `nil` for folders and for what could not be inspected.
  package var byteCount: Int?
  /// The modification time, in seconds since 1970.
  package var modified: Double?
  /// A one-line summary of the content; empty where nothing is known.
  package var summary: String
  /// Why it could not be inspected, in one line.
  package var problem: String?

  /// Creates facts.
  package init(
    kind: String? = nil, phrase: String = "", command: String = "", byteCount: Int? = nil,
    modified: Double? = nil, summary: String = "", problem: String? = nil
  ) {
    (self.kind, self.phrase, self.command) = (kind, phrase, command)
    (self.byteCount, self.modified) = (byteCount, modified)
    (self.summary, self.problem) = (summary, problem)
  }
}

/// The content of a folder.
package struct FolderListing: Sendable, Equatable {
  /// The absolute path of the folder.
  package var path: String
  /// The entries, folders first, each part by name.
  package var entries: [FolderEntry]
  /// The number of entries omitted beyond the limit.
  package var omittedCount: Int
  /// When it was listed, in seconds since 1970.
  package var time: Double

  /// Creates a listing.
  package init(path: String, entries: [FolderEntry], omittedCount: Int = 0, time: Double) {
    (self.path, self.entries) = (path, entries)
    (self.omittedCount, self.time) = (omittedCount, time)
  }

  /// The path of an entry.
  package func path(of entry: FolderEntry) -> String {
    path == "/" ? "/" + entry.name : path + "/" + entry.name
  }
}
