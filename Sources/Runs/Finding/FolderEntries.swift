import Escaping
import Platform
import Storage

/// The entries of a folder.
struct FolderEntries {
  /// One entry.
  struct Entry {
    let name: String
    /// Its type, after following links.
    let kind: FileKind
    /// Whether it may point outside the folder tree.
    let mayBeLink: Bool
  }

  /// The entries by name, as many as could be read; none where there is no folder.
  private(set) var entries: [Entry] = []
  /// Why the list may be incomplete.
  private(set) var failure: StorageError?
  /// The entries that cannot be examined, with the reason.
  private(set) var unknown: [StorageError] = []
  /// Whether there are more entries than the limit.
  private(set) var isCut = false

  /// Lists a folder; only those entries that may be links are examined individually.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - limit: The most entries.
  init(in path: String, limit: Int = .max) {
    guard let folder = opendir(FileName.cString(path)) else {
      let code = errno
      if code != ENOENT, code != ENOTDIR {
        failure = .system(path: path, operation: "open", code: code)
      }
      return
    }
    defer { closedir(folder) }
    read(folder, in: path, limit: limit)
    entries.sort { $0.name < $1.name }
  }

  /// The names of the regular files.
  var fileNames: [String] { entries.lazy.filter { $0.kind == .file }.map(\.name) }

  private mutating func read(_ folder: OpaquePointer, in path: String, limit: Int) {
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        if errno != 0 { failure = .system(path: path, operation: "list", code: errno) }
        return
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { FileName.text($0.prefix { $0 != 0 }) }
      if name == "." || name == ".." { continue }
      guard entries.count < limit else {
        isCut = true
        return
      }
      add(name, type: Int(truncatingIfNeeded: entry.pointee.d_type), in: path)
    }
  }

  private mutating func add(_ name: String, type: Int, in path: String) {
    let known: FileKind? =
      switch type {
      case Int(truncatingIfNeeded: DT_REG): .file
      case Int(truncatingIfNeeded: DT_DIR): .folder
      case Int(truncatingIfNeeded: DT_FIFO): .pipe
      case Int(truncatingIfNeeded: DT_CHR), Int(truncatingIfNeeded: DT_BLK): .device
      case Int(truncatingIfNeeded: DT_SOCK): .socket
      default: nil
      }
    if let known {
      entries.append(Entry(name: name, kind: known, mayBeLink: false))
      return
    }
    do throws(StorageError) {
      // A dangling link is ignored.
      guard let kind = try FileKind(path: "\(path)/\(name)") else { return }
      entries.append(Entry(name: name, kind: kind, mayBeLink: true))
    } catch {
      unknown.append(error)
    }
  }

  /// The canonical path, which identifies a folder.
  static func identity(_ path: String) -> String {
    guard let real = realpath(FileName.cString(path), nil) else { return path }
    defer { free(real) }
    return FileName.text(real)
  }
}
