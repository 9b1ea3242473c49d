package import Storage

extension RunFormat {
  /// Whether a file should be examined when the user did not name it.
  static func mayBeLog(_ name: String) -> Bool {
    all.contains { $0.file?.mayBe(name) == true }
  }

  /// Whether a name is one that files of runs have, so that it is reported when such a file cannot be read.
  static func isOfRun(_ name: String) -> Bool {
    let isOfOtherTexts = !LogFileName.hasStrongEnding(name) && !LogFileName.saysLog(name)
    return mayBeLog(name) && !(isOfOtherTexts && LogFileName.isOfText(name))
      || all.contains { $0.folder?.isNameOfRun(name) == true }
  }

  /// The format of the run in a folder, by its entries, and which of them belong to it; `nil` for no run.
  static func ofFolder(
    _ path: String, _ entries: [FolderEntries.Entry]
  ) -> (format: RunFormat, owns: (FolderEntries.Entry) -> Bool)? {
    let claims = all.compactMap { format in
      format.folder?.claim(path, entries).map { (format: format, claim: $0) }
    }
    return claims.first.map { first in
      (first.format, { entry in claims.contains { $0.claim.owns(entry) } })
    }
  }

  /// The most entries of a folder that are looked at when it is only to be told what it is.
  private static let glanceLimit = 1000

  /// The kind of run that a folder is, by the names in it; `nil` for no run.
  package static func recognising(folder path: String) -> RunFormat? {
    ofFolder(path, FolderEntries(in: path, limit: glanceLimit).entries)?.format
  }

  /// The kind of log that a file is that nobody named, by its beginning, and by its name where that is not enough; `nil` for
  /// anything else.
  package static func recognising(_ start: FileStart) -> RunFormat? {
    let name = start.path.lastPathComponent
    let candidates = all.filter { $0.file.map { $0.needsNoName || $0.mayBe(name) } ?? false }
    return try? format(of: start, among: candidates, isNamed: false)
  }

  /// The kind of log that a file is which the user named, by its beginning, whatever its name; `nil` for anything else.
  package static func recognising(named start: FileStart) -> RunFormat? {
    // A table has to look like one: a text with commas becomes no log by being named.
    try? format(of: start, among: all.filter { $0.file != nil && $0 != .csv }, isNamed: true)
  }

  /// The kind of log that a file is, by its name and its beginning.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isNamed: Whether the user named it.
  /// - Returns: The format; `nil` for anything else, and for a file without a complete entry.
  /// - Throws: `StorageError` when the file cannot be read.
  static func ofFile(_ path: String, isNamed: Bool) throws(StorageError) -> RunFormat? {
    let name = path.lastPathComponent
    let candidates = all.filter { $0.file.map { isNamed || $0.mayBe(name) } ?? false }
    guard !candidates.isEmpty else { return nil }
    return try format(of: FileStart(path: path), among: candidates, isNamed: isNamed)
  }

  /// Reads more of a file for as long as that may decide its format.
  private static func format(
    of start: FileStart, among candidates: [RunFormat], isNamed: Bool
  ) throws(StorageError) -> RunFormat? {
    // Weights, arrays and pictures are no logs, whatever their lines look like.
    guard start.signature == nil else { return nil }
    let name = start.path.lastPathComponent
    let limit = LogBeginning.mostBytes(name: name, isNamed: isNamed)
    let isWhole = start.byteCount == start.bytes.count
    var byteCount = start.bytes.count
    var beginning = LogBeginning(
      start.bytes, name: name, isNamed: isNamed, isWhole: isWhole, isLast: isWhole)
    while true {
      switch first(of: candidates, beginning) {
      case .recognised(let format): return format
      case .other: return nil
      case .unclear:
        byteCount = min(limit, 16 * byteCount)
        beginning = try LogBeginning(
          GrowingFile(path: start.path), name: name, isNamed: isNamed, byteCount: byteCount)
      }
    }
  }

  private enum Finding {
    case recognised(RunFormat)
    case other
    case unclear
  }

  /// The first format that recognises a file; undecided where one before it needs more bytes, as long as there are
  /// more.
  private static func first(
    of candidates: [RunFormat], _ beginning: LogBeginning
  ) -> Finding {
    for format in candidates {
      switch format.file?.verdict(beginning) {
      case .recognised: return .recognised(format)
      case .unclear where !beginning.isLast: return .unclear
      case .unclear, .other, nil: continue
      }
    }
    return .other
  }
}

extension String {
  /// The name after the last slash.
  var lastPathComponent: String {
    lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }
}
