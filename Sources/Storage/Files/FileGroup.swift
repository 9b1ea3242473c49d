/// Files that belong together: all of them appear under their names, or none.
///
/// Everything that can fail for lack of space, time or permission is done before the first file gets its name; if a
/// later one still fails, those before it are removed again.
package final class FileGroup {
  private var files: [(file: PendingFile, replaces: Bool)] = []

  /// Creates a group without files.
  package init() {}

  /// Adds a file of bytes.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: The file; its folder must exist.
  ///   - replacing: Whether an existing file of that name is replaced when the group appears.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may not be written.
  package func add(
    _ bytes: [UInt8], to path: String, replacing: Bool = false
  ) throws(StorageError) {
    let file = try PendingFile(path: path)
    try file.append(bytes)
    files.append((file, replacing))
  }

  /// Adds a safetensors file; see ``SafetensorsWriter/write(_:metadata:to:)``.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, of unique names.
  ///   - metadata: Free texts for `__metadata__`.
  ///   - path: The file; its folder must exist.
  ///   - replacing: Whether an existing file of that name is replaced when the group appears.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may not be written.
  package func add(
    _ tensors: [NamedTensor], metadata: [String: String], to path: String, replacing: Bool = false
  ) throws(StorageError) {
    let stream = try SafetensorsWriter.stream(tensors, metadata: metadata, to: path)
    files.append((stream.completed(), replacing))
  }

  /// Gives every file its name, in the order in which they were added.
  ///
  /// - Throws: ``StorageError/system(path:operation:code:)``; then no new file of the group exists. One that has
  ///   replaced another stays, so such files come last.
  package func commit() throws(StorageError) {
    defer { files = [] }
    for (file, _) in files { try file.flush() }
    var placed: [PendingFile] = []
    do {
      for (file, replaces) in files {
        try file.place(replacing: replaces)
        placed.append(file)
      }
    } catch {
      for file in placed.reversed() { file.withdraw() }
      throw error
    }
    for (file, _) in files { try file.synchronizeFolder() }
  }
}
