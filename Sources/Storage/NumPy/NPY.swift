public import Tensors

/// Reads and writes NumPy array files (`.npy`).
public enum NPY {
  /// Reads an array of numbers, converting its elements to `Float`.
  ///
  /// Both byte orders and both element orders are read; the result is row-major. The memory is that of the result.
  ///
  /// - Parameter path: The file.
  /// - Returns: The array.
  /// - Throws: ``StorageError`` when the file cannot be read, breaks the format, holds structures or Python objects,
  ///   or needs more memory than this process can have.
  public static func read(path: String) throws(StorageError) -> Tensor {
    var reader = try FileReader(path: path)
    return try decode(&reader)
  }

  /// Writes a tensor in single precision, replacing the file in one step.
  ///
  /// - Parameters:
  ///   - tensor: The elements.
  ///   - path: The file; its folder must exist.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may
  ///   not be written.
  public static func write(_ tensor: Tensor, to path: String) throws(StorageError) {
    try AtomicFile.write(encode(tensor), to: path)
  }

  static func encode(_ tensor: Tensor) -> [UInt8] {
    tensor.elements.withUnsafeBytes { NPYHeader.bytes(shape: tensor.shape) + $0 }
  }

  /// Reads an array to the last byte.
  static func decode(_ reader: inout some ByteReader) throws(StorageError) -> Tensor {
    let header = try NPYHeader(&reader)
    let found = reader.remainingCount
    guard let expected = StoredShape.byteCount(header.shape, of: header.elementType),
      expected == found
    else {
      throw .malformed(
        path: reader.path, place: "npy data",
        expected: "\(header.elementType.rawValue) elements of shape \(header.shape.prefix(8))",
        found: "\(found) bytes")
    }
    let elements = try NPYElements(header, count: found / header.elementType.byteCount)
      .read(&reader)
    try reader.finish()
    return Tensor(shape: header.shape, elements: elements)
  }
}
