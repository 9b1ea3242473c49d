extension TensorCollection {
  /// The tensors of a safetensors file, in any of its element types.
  ///
  /// - Parameter path: A safetensors file.
  /// - Returns: Its tensors in the order of their data, read on demand.
  /// - Throws: ``StorageError`` when the file cannot be mapped or breaks the format.
  package static func safetensors(path: String) throws(StorageError) -> TensorCollection {
    let file = try SafetensorsFile(path: path)
    let entries = file.entries.map {
      Entry(name: $0.name, typeName: $0.typeName, shape: $0.shape)
    }
    return TensorCollection(path: path, entries: entries) { name throws(StorageError) in
      try file.tensor(name)
    }
  }
}
