import Storage

/// How a folder is recognised as a run of one format, and which files the run has.
struct FolderRule: Sendable {
  /// The entries of a folder that belong to a run.
  struct Claim {
    /// Whether an entry of the folder belongs to the run, and is not searched for others.
    let owns: (FolderEntries.Entry) -> Bool
  }

  /// The files of a run.
  struct Files {
    /// Their paths.
    var paths: [String] = []
    /// Why the list may be incomplete.
    var failure: StorageError?
    /// The folders and files that change when other files appear.
    var watched: [String] = []
    /// Whether these files contain the whole run, so that what was read from others is no longer valid.
    var replaceOthers = false
    /// Whether they are event files, which are read in the order in which they were begun.
    var areReadByTime = false
  }

  /// Whether only runs of this format have files of that name.
  let isNameOfRun: @Sendable (_ name: String) -> Bool
  /// The entries of a folder that belong to a run of this format; `nil` where it is not one.
  let claim: @Sendable (_ path: String, _ entries: [FolderEntries.Entry]) -> Claim?
  /// The files of the run in a folder.
  let files: @Sendable (_ path: String) -> Files
}
