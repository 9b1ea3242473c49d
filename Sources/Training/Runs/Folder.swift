import Escaping
import Platform
import Storage

/// What the system does with folders.
enum Folder {
  /// Makes a folder and those above it, as far as they are not there.
  static func makeWithParents(_ path: String) throws(RunError) {
    do {
      try StorageFolder.makeWithParents(path)
    } catch {
      throw .storage(error)
    }
  }

  /// Makes a folder, unless it is there.
  static func make(_ path: String) throws(RunError) {
    do {
      try StorageFolder.make(path)
    } catch {
      throw .storage(error)
    }
  }

  /// The names of a folder's entries, sorted; none when it cannot be read.
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
