public import Storage

extension SafetensorsFile {
  /// The elements of a tensor of doubles as they are in the file; tensors of this program are floats.
  ///
  /// - Parameter name: A tensor of doubles.
  /// - Returns: The elements, row by row.
  /// - Throws: `StorageError` when there is no such tensor or its elements are not doubles.
  public func doubles(_ name: String) throws(StorageError) -> [Double] {
    guard let entry = entry(name) else {
      throw .missingTensor(path: path, name: name, available: entries.map(\.name))
    }
    guard entry.elementType == .float64 else {
      throw .typeMismatch(
        path: path, tensor: name, expected: .float64, found: entry.elementType)
    }
    return try MappedFile(path: path).withUnsafeBytes { bytes in
      stride(from: entry.byteRange.lowerBound, to: entry.byteRange.upperBound, by: 8).map {
        bytes.loadUnaligned(fromByteOffset: $0, as: Double.self)
      }
    }
  }
}
