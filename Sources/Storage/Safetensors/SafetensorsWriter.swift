internal import Tensors

/// Writes safetensors files that PyTorch and NumPy read.
package enum SafetensorsWriter {
  /// Writes tensors in single precision, replacing the file in one step.
  ///
  /// Equal input gives equal bytes: tensors keep their order, metadata is sorted by key.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, of unique names.
  ///   - metadata: Free texts for `__metadata__`.
  ///   - path: The file; its folder must exist.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may
  ///   not be written; the old file is then untouched and nothing is left beside it.
  package static func write(
    _ tensors: [NamedTensor], metadata: [String: String] = [:], to path: String
  ) throws(StorageError) {
    try stream(tensors, metadata: metadata, to: path).finish()
  }

  /// A stream that contains all of the tensors and is not finished.
  static func stream(
    _ tensors: [NamedTensor], metadata: [String: String], to path: String
  ) throws(StorageError) -> SafetensorsStream {
    let stream = try SafetensorsStream(
      path: path, metadata: metadata, tensors: tensors.map { ($0.name, $0.tensor.shape) })
    for item in tensors {
      try item.tensor.elements.withUnsafeBufferPointer { floats throws(StorageError) in
        try stream.append(floats, to: item.name)
      }
    }
    return stream
  }
}
