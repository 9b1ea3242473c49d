import Storage

/// How a folder is recognised as a run of one kind, and which files the run has.
struct FolderRule: Sendable {
  /// What of a folder belongs to a run.
  struct Claim {
    /// Whether an entry of the folder belongs to the run, and is not searched for others.
    let owns: (FolderEntries.Entry) -> Bool
  }

  /// The files of a run.
  struct Files {
    /// Their paths.
    var paths: [String] = []
    /// Why there may be others.
    var failure: StorageError?
    /// The folders and files that change before there are other files.
    var watched: [String] = []
    /// Whether the run is what these files hold, and what was read from others does not count any more.
    var replaceOthers = false
    /// Whether they are event files, which are read in the order in which they were begun.
    var areReadByTime = false
  }

  /// Whether only runs of this kind have files of that name.
  let isNameOfRun: @Sendable (_ name: String) -> Bool
  /// What of a folder belongs to a run of this kind; `nil` where it is none.
  let claim: @Sendable (_ path: String, _ entries: [FolderEntries.Entry]) -> Claim?
  /// The files of the run in a folder.
  let files: @Sendable (_ path: String) -> Files
}
