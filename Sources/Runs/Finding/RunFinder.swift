import Storage
import Training

/// Finds the runs in folder trees, repeatedly and without reading known files again.
package struct RunFinder: Sendable {
  /// How deep a tree is searched.
  package static let depthLimit = 12
  /// The most entries of a tree that are examined.
  package static let entryLimit = 100_000

  private let entryLimit: Int
  private var formats: [String: RunFormat] = [:]
  private var refused: [String: FileStatus] = [:]
  private var visited: Set<String> = []
  private var entryCount = 0
  private var unread = SearchNotes()
  /// The first folder beyond the depth limit, and the number of such folders.
  private var deep: (path: String, count: Int)?
  /// The folder in which the limit of entries was reached.
  private var cutFolder: String?

  /// Creates a finder.
  package init() { self.init(entryLimit: Self.entryLimit) }

  /// Creates a finder that examines fewer entries.
  init(entryLimit: Int) { self.entryLimit = entryLimit }

  /// What was not read in the last search.
  package var notes: [SearchNote] {
    var notes = unread.all
    if let cutFolder {
      notes.append(
        SearchNote(
          path: cutFolder,
          reason: "more than \(entryLimit) files and folders: the rest was not searched"))
    }
    if let deep {
      let others = deep.count > 1 ? ", nor were \(deep.count - 1) others" : ""
      notes.append(
        SearchNote(
          path: deep.path,
          reason: "is more than \(Self.depthLimit) folders deep, and was not searched\(others)"))
    }
    return notes
  }

  /// The runs at some paths, in the order of the paths and of the names below.
  ///
  /// - Parameter paths: Runs, logs, or folders that hold them at any depth; hidden folders are skipped.
  /// - Returns: The runs, each once.
  /// - Throws: ``RunFindingError`` for the first path without a run.
  package mutating func runs(at paths: [String]) throws(RunFindingError) -> [RunLocation] {
    let (found, failures) = search(paths)
    if let failure = failures.first { throw failure }
    return found
  }

  /// The runs at those paths that have some, and what is wrong with the others.
  mutating func search(_ paths: [String]) -> (found: [RunLocation], failures: [RunFindingError]) {
    (entryCount, unread, deep, cutFolder) = (0, SearchNotes(), nil, nil)
    var found: [RunLocation] = []
    var failures: [RunFindingError] = []
    for path in paths {
      visited = []
      let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      do throws(RunFindingError) {
        found += try runs(at: path, isAlone: paths.count == 1)
      } catch {
        failures.append(error)
      }
    }
    var known: Set<String> = []
    return (found.filter { known.insert($0.path).inserted }, failures)
  }

  private mutating func runs(
    at path: String, isAlone: Bool
  ) throws(RunFindingError) -> [RunLocation] {
    let kind = try Self.reading(path) { () throws(StorageError) in try FileKind(path: path) }
    guard let kind else { throw .missing(path: path) }
    if kind == .file { return [try file(path)] }
    guard kind == .folder else {
      throw .unreadable(
        path: path, reason: "expected a regular file or a folder, found \(kind.rawValue)")
    }
    let identity = FolderEntries.identity(path)
    let folder = FolderEntries(in: path, limit: entryLimit - entryCount)
    if folder.entries.isEmpty, let failure = folder.failure {
      throw .unreadable(path: path, reason: failure.reason)
    }
    visited.insert(identity)
    let runs = search(folder, at: path, identity: identity, name: "", depth: 0)
    guard !runs.isEmpty else { throw .noRuns(path: path, unread: notes) }
    return runs.map {
      $0.named($0.name.isEmpty ? path : isAlone ? $0.name : path + "/" + $0.name)
    }
  }

  private mutating func file(_ path: String) throws(RunFindingError) -> RunLocation {
    if path.hasSuffix("/\(RunLayout.eventsName)"),
      case let folder = String(path.dropLast(RunLayout.eventsName.count + 1)),
      Self.isOurs(folder)
    {
      return RunLocation(path: folder, name: folder, format: .latentty)
    }
    var format = try Self.reading(path) { () throws(StorageError) in
      try RunFormat.ofFile(path, isNamed: true)
    }
    if format == nil { format = try Self.awaitedFormat(path) }
    guard let format else {
      let found = try Self.reading(path) { () throws(StorageError) in
        let start = try FileStart(path: path)
        return start.signature?.words ?? start.foreign?.rawValue
      }
      throw .unknownFormat(path: path, found: found ?? "something else")
    }
    return RunLocation(path: path, name: path, format: format)
  }

  /// The format of a file that its writer has created but not written to yet, by its extension.
  private static func awaitedFormat(_ path: String) throws(RunFindingError) -> RunFormat? {
    let status = try reading(path) { () throws(StorageError) in try FileStatus(path: path) }
    guard status?.byteCount == 0 else { return nil }
    if path.hasSuffix(".csv") || path.hasSuffix(".tsv") { return .csv }
    return path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") ? .jsonLines : nil
  }

  private static func reading<Result>(
    _ path: String, _ body: () throws(StorageError) -> Result
  ) throws(RunFindingError) -> Result {
    do { return try body() } catch { throw .unreadable(path: path, reason: error.reason) }
  }

  private static func isOurs(_ folder: String) -> Bool {
    (try? FileKind(path: RunLayout.recipe(of: folder))) == .file
  }

  /// The runs in the folders below one; a folder is identified by its path without links.
  private mutating func search(
    _ path: String, identity: String, name: String, depth: Int
  ) -> [RunLocation] {
    guard visited.insert(identity).inserted else { return [] }
    guard depth <= Self.depthLimit else {
      deep = (deep?.path ?? path, (deep?.count ?? 0) + 1)
      return []
    }
    guard cutFolder == nil else { return [] }
    let folder = FolderEntries(in: path, limit: entryLimit - entryCount)
    if let failure = folder.failure { unread.add(SearchNote(failure)) }
    return search(folder, at: path, identity: identity, name: name, depth: depth)
  }

  /// The runs in a folder and those below.
  private mutating func search(
    _ folder: FolderEntries, at path: String, identity: String, name: String, depth: Int
  ) -> [RunLocation] {
    entryCount += folder.entries.count
    if folder.isCut { cutFolder = cutFolder ?? path }
    for error in folder.unknown { unread.add(SearchNote(error)) }
    // The target of a link is found under its own path, which does not change when the link changes.
    let shown = folder.entries.filter { !$0.name.hasPrefix(".") }
    let entries = shown.filter { !$0.mayBeLink } + shown.filter(\.mayBeLink)
    let run = RunFormat.ofFolder(path, entries)
    var found: [RunLocation] = []
    if let run { found.append(RunLocation(path: path, name: name, format: run.format)) }
    let names = Set(folder.fileNames)
    for entry in entries where run?.owns(entry) != true {
      let inside = "\(path)/\(entry.name)"
      let below = name.isEmpty ? entry.name : "\(name)/\(entry.name)"
      switch entry.kind {
      case .folder:
        let identity =
          entry.mayBeLink ? FolderEntries.identity(inside) : "\(identity)/\(entry.name)"
        found += search(inside, identity: identity, name: below, depth: depth + 1)
      case .file:
        guard RunFormat.mayBeLog(entry.name), !LogFileName.isCopy(entry.name, beside: names),
          let format = format(of: inside)
        else { continue }
        found.append(RunLocation(path: inside, name: below, format: format))
      case .pipe, .device, .socket, .other:
        guard RunFormat.isOfRun(entry.name) else { continue }
        unread.add(SearchNote(path: inside, reason: "\(entry.kind.rawValue) is not read"))
      }
    }
    return found
  }

  /// The format of a file, which is examined once, and again after a change if it was not recognised as a log.
  private mutating func format(of path: String) -> RunFormat? {
    if let known = formats[path] { return known }
    do {
      guard let status = try FileStatus(path: path), refused[path] != status else { return nil }
      let format = try RunFormat.ofFile(path, isNamed: false)
      formats[path] = format
      refused[path] = format == nil ? status : nil
      return format
    } catch {
      if RunFormat.isOfRun(path.lastPathComponent) { unread.add(SearchNote(error)) }
      return nil
    }
  }
}

extension RunLocation {
  fileprivate func named(_ name: String) -> RunLocation {
    RunLocation(path: path, name: name, format: format)
  }
}
