/// An entry of a folder.
package struct FolderEntry: Sendable, Equatable {
  /// The name, as `FileName` writes it.
  package var name: String
  /// Whether it is a folder, or a link to one.
  package var isFolder: Bool
  /// What is known of it; `nil` until it was looked at.
  package var facts: FileFacts?

  /// Creates an entry that nobody has looked at.
  package init(_ name: String, isFolder: Bool, facts: FileFacts? = nil) {
    (self.name, self.isFolder, self.facts) = (name, isFolder, facts)
  }
}

/// What is known of a file or folder without reading it.
package struct FileFacts: Sendable, Equatable {
  /// The kind by its content, for example `model`; `nil` for what no command opens.
  package var kind: String?
  /// The kind with its article, for people.
  package var phrase: String
  /// The command that opens it; empty for none.
  package var command: String
  /// The bytes of a file; `nil` for folders and for what could not be looked at.
  package var byteCount: Int?
  /// When it was last written, in seconds since 1970.
  package var modified: Double?
  /// A line about what is in it; empty where nothing is known.
  package var summary: String
  /// Why it could not be looked at, in a line.
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

/// What is in a folder.
package struct FolderListing: Sendable, Equatable {
  /// The folder, from the root.
  package var path: String
  /// The entries, folders first, each part by name.
  package var entries: [FolderEntry]
  /// How many entries are left out because there are so many.
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
