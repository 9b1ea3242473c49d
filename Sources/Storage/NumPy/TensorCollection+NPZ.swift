extension TensorCollection {
  /// The arrays of numbers in a NumPy archive, as weights are sometimes exported.
  ///
  /// - Parameter path: An archive of arrays.
  /// - Returns: Its arrays of numbers in the order of the archive, read on demand.
  /// - Throws: ``StorageError`` when the file is no archive, or the header of an array breaks the format.
  package static func npz(path: String) throws(StorageError) -> TensorCollection {
    let file = try NPZFile(path: path)
    var entries: [Entry] = []
    for name in file.names {
      guard let description = try file.description(of: name), let type = description.elementType
      else { continue }
      entries.append(Entry(name: name, typeName: type.rawValue, shape: description.shape))
    }
    return TensorCollection(path: path, entries: entries) { name throws(StorageError) in
      try file.tensor(name)
    }
  }
}
