import Storage

/// Finds the runs in folder trees, again and again without reading files that are known.
public struct RunFinder: Sendable {
  /// How deep a tree is searched.
  public static let depthLimit = 12
  /// How many entries of a tree are looked at.
  public static let entryLimit = 100_000

  private var formats: [String: RunFormat] = [:]
  private var refused: [String: FileStatus] = [:]
  private var visited: Set<String> = []
  private var entryCount = 0

  /// Creates a finder.
  public init() {}

  /// The runs at some paths, in the order of the paths and of the names below.
  ///
  /// - Parameter paths: Runs, logs, or folders that hold them at any depth; hidden folders are passed over.
  /// - Returns: The runs, each once.
  /// - Throws: ``RunFindingError`` for a path without a run.
  public mutating func runs(at paths: [String]) throws(RunFindingError) -> [RunLocation] {
    entryCount = 0
    var found: [RunLocation] = []
    for path in paths {
      visited = []
      let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
      if FolderEntries.isFolder(path) {
        let runs = search(path, name: "", depth: 0)
        guard !runs.isEmpty else { throw .noRuns(path: path) }
        found += runs.map {
          $0.named($0.name.isEmpty ? path : paths.count > 1 ? path + "/" + $0.name : $0.name)
        }
      } else {
        found.append(try file(path))
      }
    }
    var known: Set<String> = []
    return found.filter { known.insert($0.path).inserted }
  }

  private mutating func file(_ path: String) throws(RunFindingError) -> RunLocation {
    guard FileStatus(path: path) != nil else { throw .missing(path: path) }
    if path.hasSuffix("/events.jsonl"), case let folder = String(path.dropLast(13)),
      Self.isOurs(folder)
    {
      return RunLocation(path: folder, name: folder, format: .latentty)
    }
    guard let format = RunFormat.ofFile(path, isNamed: true) else {
      throw .unknownFormat(path: path)
    }
    return RunLocation(path: path, name: path, format: format)
  }

  private static func isOurs(_ folder: String) -> Bool {
    FileStatus(path: "\(folder)/recipe.toml") != nil
  }

  /// The runs in a folder and those below.
  private mutating func search(_ folder: String, name: String, depth: Int) -> [RunLocation] {
    guard depth <= Self.depthLimit, visited.insert(FolderEntries.identity(folder)).inserted else {
      return []
    }
    let entries = FolderEntries.entries(in: folder).filter { !$0.name.hasPrefix(".") }
    entryCount += entries.count
    guard entryCount <= Self.entryLimit else { return [] }
    let isOurs = entries.contains { $0.name == "recipe.toml" && !$0.isFolder }
    var found: [RunLocation] = []
    if isOurs {
      found.append(RunLocation(path: folder, name: name, format: .latentty))
    } else if entries.contains(where: { RunFormat.isEventFile($0.name) && !$0.isFolder }) {
      found.append(RunLocation(path: folder, name: name, format: .tensorBoard))
    }
    for entry in entries {
      let path = "\(folder)/\(entry.name)"
      let below = name.isEmpty ? entry.name : "\(name)/\(entry.name)"
      if entry.isFolder {
        found += search(path, name: below, depth: depth + 1)
      } else if !isOurs, RunFormat.mayBeLog(entry.name), let format = format(of: path) {
        found.append(RunLocation(path: path, name: below, format: format))
      }
    }
    return found
  }

  /// The format of a file, which is looked into once, or again after it has changed while it was no log.
  private mutating func format(of path: String) -> RunFormat? {
    if let known = formats[path] { return known }
    guard let status = FileStatus(path: path), refused[path] != status else { return nil }
    let format = RunFormat.ofFile(path, isNamed: false)
    formats[path] = format
    refused[path] = format == nil ? status : nil
    return format
  }
}

extension RunLocation {
  fileprivate func named(_ name: String) -> RunLocation {
    RunLocation(path: path, name: name, format: format)
  }
}
