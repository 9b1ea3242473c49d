import Escaping
import Platform
import Storage

/// Operations of the file system on folders.
enum Folder {
  /// Creates a folder and any missing parents.
  static func makeWithParents(_ path: String) throws(RunError) {
    do {
      try StorageFolder.makeWithParents(path)
    } catch {
      throw .storage(error)
    }
  }

  /// Creates a folder, unless it exists.
  static func make(_ path: String) throws(RunError) {
    do {
      try StorageFolder.make(path)
    } catch {
      throw .storage(error)
    }
  }

  /// The names of a folder's entries, sorted; empty when it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(FileName.cString(path)) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        FileName.text(bytes.prefix { $0 != 0 })
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
