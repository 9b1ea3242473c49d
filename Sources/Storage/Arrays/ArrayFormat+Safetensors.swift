extension ArrayFormat {
  /// Tensors with names, which stay in their file.
  static let safetensors = ArrayFormat(
    "a safetensors file", recognise: { $0.format == .safetensors }
  ) { file throws(StorageError) in
    try file.requirePlain("a safetensors file")
    return try StoredArrays(safetensors: file.path)
  }
}

extension StoredArrays {
  /// The tensors of a safetensors file.
  init(safetensors path: String) throws(StorageError) {
    let file = try SafetensorsFile(path: path)
    self.init(
      path: path,
      entries: file.entries.map {
        Entry(name: $0.name, shape: $0.shape, elementType: $0.elementType, typeName: $0.typeName)
      },
      metadata: file.metadata,
      elements: { entry throws(StorageError) in try file.elements(entry.name) })
  }
}
