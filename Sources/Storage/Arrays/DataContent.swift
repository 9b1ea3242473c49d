/// What a file or a folder of people's data holds, by its content: the one way in which data are recognised and opened.
package enum DataContent: Sendable {
  /// Arrays of numbers.
  case arrays(StoredArrays)
  /// A table of text.
  case table(Table)
  /// Something else, in words.
  case other(String)

  /// Looks at a file or a folder, and reads a table whole, of arrays the headers.
  ///
  /// - Parameter path: The file, perhaps compressed by gzip, or the folder.
  /// - Throws: ``StorageError`` when it cannot be read, or breaks its format.
  package init(path: String) throws(StorageError) {
    if try FileKind(path: path) == .folder {
      self = .arrays(try PictureFolder(path).arrays())
      return
    }
    let file = try ArrayFile(path: path)
    if let arrays = try file.arrays() {
      self = .arrays(arrays)
    } else if file.start.mayBeTable {
      let content = try file.mapped()
      self = .table(
        try content.withUnsafeBytes { bytes throws(StorageError) in
          try Table(bytes, path: path)
        })
    } else {
      self = .other(file.start.words)
    }
  }
}
