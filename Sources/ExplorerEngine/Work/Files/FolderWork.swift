import Contents
import Escaping
package import Explorer
import Platform
import Storage

extension FolderRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> FolderListing? {
    try AbandonableWork.result(isSuperseded: isSuperseded) { [path] isAbandoned in
      Result { () throws(StorageError) in
        try FolderLister.list(path, isCancelled: isAbandoned)
      }
    }?.get()
  }
}

extension FileFactsRequest: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> [String: FileFacts]? {
    try AbandonableWork.result(isSuperseded: isSuperseded) { [folder, names] isAbandoned in
      var facts: [String: FileFacts] = [:]
      for name in names where !isAbandoned() {
        facts[name] = FileFacts(of: folder == "/" ? "/" + name : folder + "/" + name)
      }
      return facts
    }
  }
}

extension CompletionRequest: EngineWork {
  /// The most names offered for completion.
  private static let limit = 1000

  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> CompletionRequest.Names? {
    let path = folder.isEmpty ? "." : FolderLister.expanded(folder)
    let found = try AbandonableWork.result(isSuperseded: isSuperseded) { [beginning] isAbandoned in
      Result { () throws(StorageError) in
        try FolderReader.entries(of: path, limit: Self.limit, isCancelled: isAbandoned) {
          // Hidden names are completed only after a leading dot.
          $0.hasPrefix(beginning) && (beginning.hasPrefix(".") || !$0.hasPrefix("."))
        }
      }
    }?.get()
    return found.map { found in
      CompletionRequest.Names(
        found.entries.map { FolderEntry($0.name, isFolder: $0.isFolder) },
        omittedCount: found.omittedCount)
    }
  }
}

/// Lists folders for the Files screen.
enum FolderLister {
  /// The most entries of a folder that are shown.
  static let entryLimit = 200_000
  /// The time for inspecting entries while a folder is listed; the others are inspected when they come into
  /// view.
  private static let budget = Duration.milliseconds(200)

  /// The entries of a folder, folders first, inspected as far as the time allows.
  static func list(
    _ path: String, isCancelled: () -> Bool
  ) throws(StorageError) -> FolderListing {
    let path = try absolute(path)
    let found = try FolderReader.entries(of: path, limit: entryLimit, isCancelled: isCancelled)
    let entries = found.entries.map { FolderEntry($0.name, isFolder: $0.isFolder) }
      .sorted { ($0.isFolder ? 0 : 1, $0.name) < ($1.isFolder ? 0 : 1, $1.name) }
    var listing = FolderListing(
      path: path, entries: entries, omittedCount: found.omittedCount, time: now)
    let start = ContinuousClock.now
    for index in entries.indices {
      guard !isCancelled(), ContinuousClock.now - start < budget else { break }
      listing.entries[index].facts = FileFacts(of: listing.path(of: entries[index]))
    }
    return listing
  }

  /// The absolute path, with symbolic links resolved.
  private static func absolute(_ path: String) throws(StorageError) -> String {
    let path = expanded(path)
    guard let resolved = realpath(FileName.cString(path), nil) else {
      throw .system(path: path, operation: "find", code: errno)
    }
    defer { free(resolved) }
    return FileName.text(resolved)
  }

  /// A path with a leading `~` replaced by the home folder.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return FileName.text(home) + path.dropFirst()
  }

  /// Seconds since 1970.
  static var now: Double { Double(time(nil)) }
}
