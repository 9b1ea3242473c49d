import Tensors

/// The files in a zip archive, for formats that are archives of several files.
package struct ArchivedFiles: Sendable {
  /// The archive.
  package let path: String
  private let archive: ZipArchive

  /// Opens an archive.
  ///
  /// - Parameter path: An archive of stored or deflated entries.
  /// - Throws: ``StorageError`` when the file cannot be read or is not a zip archive.
  package init(path: String) throws(StorageError) {
    self.path = path
    archive = try ZipArchive(path: path)
  }

  /// The names of the files in the order of the archive.
  package var names: [String] { archive.entries.map(\.name) }

  /// Reads a file of text.
  ///
  /// - Parameters:
  ///   - name: One of ``names``.
  ///   - limit: The most bytes.
  /// - Returns: The text, or `nil` where there is no such file.
  /// - Throws: ``StorageError`` when it is longer, damaged or no UTF-8.
  package func text(_ name: String, limit: Int) throws(StorageError) -> String? {
    guard let entry = archive.entries.first(where: { $0.name == name }) else { return nil }
    var reader: any ByteReader = try archive.reader(of: entry)
    guard entry.size <= limit else {
      throw .malformed(
        path: reader.path, place: "file", expected: "at most \(limit) bytes",
        found: "\(entry.size)")
    }
    let bytes = try reader.bytes(entry.size, "file")
    try reader.finish()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .malformed(
        path: reader.path, place: "file", expected: "UTF-8 text", found: "other bytes")
    }
    return text
  }

  /// Opens an HDF5 file where it lies in the archive, or in memory where it is compressed there.
  ///
  /// - Parameter name: One of ``names``.
  /// - Returns: The file, or `nil` where there is none of that name.
  /// - Throws: ``StorageError`` when it is damaged or no HDF5 file.
  package func hdf5(_ name: String) throws(StorageError) -> HDF5File? {
    guard let entry = archive.entries.first(where: { $0.name == name }) else { return nil }
    return try HDF5File(HDF5Image(entry, in: archive, path: path), path: "\(path)/\(name)")
  }
}
