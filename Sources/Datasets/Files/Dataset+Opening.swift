import Storage
import Tensors

extension Dataset {
  /// Opens a data set.
  ///
  /// Arrays of any format that `ArrayFormat` knows stay in their file where the format allows it, so it may be larger than
  /// memory. Up to ``checkedByteCount`` all samples are read once, which finds the first that is not finite; those of a larger
  /// file are checked when they are used. Of a table of text every row is a sample of shape `[1, features, 1]`; its labels are
  /// factors. What is inferred is among the ``notes``.
  ///
  /// - Parameters:
  ///   - path: A file of arrays, perhaps compressed by gzip, or a table, recognised by its content.
  ///   - options: What the user says of the data.
  ///   - checksSamples: Whether the samples are looked at; training leaves it out, since measuring them for the pixel
  ///     map checks them too.
  /// - Returns: The data set.
  /// - Throws: ``DatasetError`` when there is no such file, it is damaged, it contains no samples, an element is
  ///   not finite, or its parts are inconsistent.
  package static func open(
    path: String, options: DataOptions = DataOptions(), checksSamples: Bool = true
  ) throws(DatasetError) -> Dataset {
    let content = try rethrowing { () throws(StorageError) in try DataContent(path: path) }
    let dataset =
      switch content {
      case .arrays(let arrays): try ArrayDataset(arrays: arrays, options: options).dataset()
      case .table(let table): try openTable(table, path: path, options: options)
      case .other(let words):
        throw .notADataset(path: path, expected: "a file of arrays or a table", found: words)
      }
    if options.blanks != .refuse { return try dataset.filled(options.blanks) }
    if checksSamples, dataset.byteCount <= checkedByteCount {
      // For a few megabytes starting threads would take longer than reading.
      let team = WorkerTeam(count: dataset.byteCount > 32 << 20 ? nil : 1)
      do {
        try dataset.check(team: team)
      } catch {
        throw dataset.counted(error)
      }
    }
    return dataset
  }

  /// The largest data that are checked when they are opened, in bytes: a second of reading from the page
  /// cache, or a few seconds from disk.
  package static let checkedByteCount = 4 << 30

  private static func openTable(
    _ table: Table, path: String, options: DataOptions
  ) throws(DatasetError) -> Dataset {
    if let array = options.array {
      throw .storage(.missingTensor(path: path, name: array, available: []))
    }
    return try openTable(path, columns: table.columns, lines: table.lines, notes: table.notes)
  }

  private var byteCount: Int { count * elementCount * MemoryLayout<Float>.size }
}
