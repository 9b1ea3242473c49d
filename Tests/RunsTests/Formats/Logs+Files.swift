import Storage
import TestSupport

extension Logs {
  /// Writes a file below a folder, with the folders on the way to it.
  static func write(_ text: String, to name: String, in folder: TemporaryFolder) throws {
    let parts = name.split(separator: "/")
    try StorageFolder.makeWithParents(folder.path(parts.dropLast().joined(separator: "/")))
    try AtomicFile.write(Array(text.utf8), to: folder.path(name))
  }
}
