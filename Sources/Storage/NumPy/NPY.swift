public import Tensors

/// Reads and writes NumPy array files (`.npy`).
public enum NPY {
  /// Reads an array of numbers, converting its elements to `Float`.
  ///
  /// Both byte orders and both element orders are read; the result is row-major.
  ///
  /// - Parameter path: The file.
  /// - Returns: The array.
  /// - Throws: ``StorageError`` when the file cannot be mapped, breaks the format, or holds
  ///   structures or Python objects.
  public static func read(path: String) throws(StorageError) -> Tensor {
    let file = try MappedFile(path: path)
    return try file.withUnsafeBytes { bytes throws(StorageError) in
      try decode(bytes, path: path)
    }
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

  static func decode(_ bytes: UnsafeRawBufferPointer, path: String) throws(StorageError) -> Tensor {
    let header = try NPYHeader(bytes, path: path)
    let found = bytes.count - header.length
    guard let expected = StoredShape.byteCount(header.shape, of: header.elementType),
      expected == found
    else {
      throw .malformed(
        path: path, place: "npy data",
        expected: "\(header.elementType.rawValue) elements of shape \(header.shape.prefix(8))",
        found: "\(found) bytes")
    }
    // NumPy stores a column-major array as the row-major one of reversed axes.
    let stored = Tensor(
      shape: header.isColumnMajor ? header.shape.reversed() : header.shape
    ) { floats in
      header.elementType.convert(
        UnsafeRawBufferPointer(rebasing: bytes[header.length...]),
        isBigEndian: header.isBigEndian, into: floats)
    }
    return header.isColumnMajor ? reversingAxes(stored) : stored
  }

  private static func reversingAxes(_ tensor: Tensor) -> Tensor {
    let shape = Array(tensor.shape.reversed())
    guard shape.count > 1, tensor.count > 0 else { return tensor.reshaped(to: shape) }
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in 1..<shape.count { strides[axis] = strides[axis - 1] * shape[axis - 1] }
    var position = [Int](repeating: 0, count: shape.count)
    var source = 0
    return Tensor(shape: shape) { floats in
      for index in floats.indices {
        floats[index] = tensor.elements[source]
        var axis = shape.count - 1
        position[axis] += 1
        source += strides[axis]
        while axis > 0, position[axis] == shape[axis] {
          source -= strides[axis] * shape[axis]
          position[axis] = 0
          axis -= 1
          position[axis] += 1
          source += strides[axis]
        }
      }
    }
  }
}
