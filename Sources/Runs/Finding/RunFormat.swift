import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Who wrote a log of training, and how.
public enum RunFormat: String, Sendable, CaseIterable {
  /// A folder of `latentty train`: `recipe.toml` and `events.jsonl`.
  case latentty
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// A table with a column per figure, or with a name and a value on every line.
  case csv
  /// A folder with event files of TensorBoard, or one such file.
  case tensorBoard = "tensorboard"

  /// The endings of files that may be logs when they lie in a folder tree.
  private static let endings = [".jsonl", ".ndjson", ".csv", ".tsv", ".log"]

  /// Whether a name is that of an event file.
  static func isEventFile(_ name: String) -> Bool { name.contains("tfevents") }

  /// Whether a file is worth a look when nobody named it.
  static func mayBeLog(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }

  /// Whether a name is one that only files of runs have.
  static func mayBeOfRun(_ name: String) -> Bool {
    mayBeLog(name) || isEventFile(name) || name == "recipe.toml"
  }

  /// The format of a file by what is in it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isNamed: Whether the user named it; a table in a tree must have a column of steps to be taken for a log.
  /// - Returns: The format; `nil` for anything else, and for a file without a whole line.
  /// - Throws: ``StorageError`` when the file cannot be read.
  static func ofFile(_ path: String, isNamed: Bool) throws(StorageError) -> RunFormat? {
    let start = try beginning(of: path)
    // Space that was reserved for an event file is zeros until it is written.
    let isReserved = start.withUnsafeBytes { ZeroBytes.end(in: $0, from: 0) } == start.count
    if isReserved, isEventFile(path.lastPart) { return .tensorBoard }
    return start.withUnsafeBytes { bytes in
      if beginsRecord(bytes) { return .tensorBoard }
      guard let text = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        let line = firstLine(of: bytes)
      else { return nil }
      var scanner = JSONNumberScanner()
      var names = NameTable()
      if scanner.scan(text, line, names: &names) == true {
        return scanner.entries.isEmpty ? nil : .jsonLines
      }
      let table = TableFormat(bytes.bindMemory(to: UInt8.self), isWhole: true)
      guard let table else { return nil }
      return table.isLog || (isNamed && table.isTable) ? .csv : nil
    }
  }

  /// Whether a record stands first, also one that is longer than what was read: its length matches its checksum.
  private static func beginsRecord(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch TensorBoardFrame(bytes, at: 0) {
    case .record: true
    case .incomplete: bytes.count >= TensorBoardFrame.headerByteCount
    case .damaged, .lost: false
    }
  }

  /// The first bytes of a file, as many as hold a whole line; of one with very long lines 16 MiB.
  private static func beginning(of path: String) throws(StorageError) -> [UInt8] {
    let file = try GrowingFile(path: path)
    var bytes = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = try bytes.withUnsafeMutableBufferPointer { bytes throws(StorageError) in
        try file.read(into: UnsafeMutableRawBufferPointer(bytes), at: 0)
      }
      let hasLine = bytes.withUnsafeBytes {
        firstLine(of: UnsafeRawBufferPointer(rebasing: $0[..<count])) != nil
      }
      if count < bytes.count || hasLine || bytes.count >= 1 << 24 {
        bytes.removeLast(bytes.count - count)
        return bytes
      }
      bytes = [UInt8](repeating: 0, count: 8 * bytes.count)
    }
  }

  /// The first line that says something, without its end.
  private static func firstLine(of bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      let last = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
      if last > start, bytes[start] != UInt8(ascii: "#") { return start..<last }
      start = end + 1
    }
    return nil
  }
}

extension String {
  /// The name behind the last slash.
  fileprivate var lastPart: String {
    lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }
}

extension TableFormat {
  /// Whether the columns look like the log of a run: a step, or a long table.
  var isLog: Bool {
    hasHeader && (names.isOfLongTable || names.contains { ColumnRole(name: $0).isStep })
  }

  /// Whether the file may be a table of numbers.
  var isTable: Bool {
    guard hasHeader else { return true }
    if case .byte = dialect.separator { return names.count > 1 }
    return names.count > 1 && recordCount > 0
  }
}
