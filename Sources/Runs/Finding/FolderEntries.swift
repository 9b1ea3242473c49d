import Escaping

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is in a folder.
enum FolderEntries {
  /// One entry.
  struct Entry {
    let name: String
    /// Whether it is a folder, also behind a link.
    let isFolder: Bool
  }

  /// The names, sorted; none when the folder cannot be read.
  static func names(in path: String) -> [String] { entries(in: path).map(\.name) }

  /// The entries by name; only those that may be links are looked at themselves.
  static func entries(in path: String) -> [Entry] {
    guard let folder = opendir(FileName.cString(path)) else { return [] }
    defer { closedir(folder) }
    var entries: [Entry] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        FileName.text(bytes.prefix { $0 != 0 })
      }
      if name == "." || name == ".." { continue }
      let isFolder =
        switch Int(truncatingIfNeeded: entry.pointee.d_type) {
        case Int(truncatingIfNeeded: DT_REG): false
        case Int(truncatingIfNeeded: DT_DIR): true
        default: isFolder("\(path)/\(name)")
        }
      entries.append(Entry(name: name, isFolder: isFolder))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Whether there is a folder, behind links too.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(FileName.cString(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path without links and detours, by which a folder is known again.
  static func identity(_ path: String) -> String {
    guard let real = realpath(FileName.cString(path), nil) else { return path }
    defer { free(real) }
    return FileName.text(real)
  }
}
