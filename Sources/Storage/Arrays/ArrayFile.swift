/// A file that is looked at for arrays, expanded where it is compressed by gzip.
package struct ArrayFile: Sendable {
  /// The path.
  package let path: String
  /// The first bytes of the content.
  package let start: FileStart
  /// The expanded content; `nil` for a file that is not compressed.
  let expanded: MappedFile?

  /// Looks at a file.
  ///
  /// - Parameter path: A regular file.
  /// - Throws: ``StorageError`` when the file cannot be opened, or is compressed and damaged or too large for memory.
  package init(path: String) throws(StorageError) {
    let start = try FileStart(path: path)
    self.path = path
    guard Gzip.isCompressed(start.bytes) else {
      (self.start, expanded) = (start, nil)
      return
    }
    let content = try Gzip.expanded(path: path)
    (self.start, expanded) = (FileStart(of: content), content)
  }

  /// Reads the headers of the arrays in the file; `nil` where it is of no format of arrays.
  ///
  /// - Throws: ``StorageError`` when the headers break the format.
  package func arrays() throws(StorageError) -> StoredArrays? {
    try ArrayFormat.recognising(start)?.arrays(of: self)
  }

  /// The content as bytes in memory.
  ///
  /// - Throws: ``StorageError`` when the file cannot be mapped.
  func mapped() throws(StorageError) -> MappedFile {
    if let expanded { return expanded }
    return try MappedFile(path: path)
  }

  /// Refuses a compressed file of a format whose reader opens files itself.
  func requirePlain(_ format: String) throws(StorageError) {
    guard expanded != nil else { return }
    throw .unsupported(
      path: path, place: "gzip", feature: "\(format) inside of it, without gunzip first,")
  }
}
