/// Writes small files so that a reader sees either the old content or the new, never a part.
package enum AtomicFile {
  /// Replaces the content of a file, or creates it.
  ///
  /// The bytes are written beside the file, flushed to the device and renamed over it.
  ///
  /// - Parameters:
  ///   - bytes: The whole new content.
  ///   - path: The file; its folder must exist.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may
  ///   not be written; the old file is then untouched and nothing is left beside it.
  package static func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
    let file = try PendingFile(path: path)
    try file.append(bytes)
    try file.commit()
  }
}
