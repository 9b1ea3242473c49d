package import Tensors

/// Reads and writes NumPy array files (`.npy`).
package enum NPY {
  /// Reads an array of numbers, converting its elements to `Float`.
  ///
  /// Both byte orders and both element orders are read; the result is row-major. It needs no more memory than the
  /// result.
  ///
  /// - Parameter path: The file.
  /// - Returns: The array.
  /// - Throws: ``StorageError`` when the file cannot be read, breaks the format, holds structures or Python objects,
  ///   or needs more memory than this process can have.
  package static func read(path: String) throws(StorageError) -> Tensor {
    var reader = try FileReader(path: path)
    return Tensor(try decode(&reader))
  }

  /// Reads an array of numbers in double precision, as ``read(path:)`` does in single.
  package static func doubles(path: String) throws(StorageError) -> StoredArray<Double> {
    var reader = try FileReader(path: path)
    return try decode(&reader)
  }

  /// Reads the fields of an array of structures, or the elements of an array of texts or of an array of numbers with one
  /// axis.
  ///
  /// - Parameter path: The file.
  /// - Returns: One column per field, in the order of the structure; fields of structures and of several elements are
  ///   columns for each part, `position.x` or `position 0`. Bytes between the fields are left out.
  /// - Throws: ``StorageError`` when the file cannot be read, breaks the format, or holds neither.
  package static func columns(path: String) throws(StorageError) -> [StoredColumn] {
    var reader = try FileReader(path: path)
    return try NPYColumns.decode(&reader)
  }

  /// Writes a tensor in single precision, replacing the file in one step.
  ///
  /// - Parameters:
  ///   - tensor: The elements.
  ///   - path: The file; its folder must exist.
  /// - Throws: ``StorageError/system(path:operation:code:)`` when the disk is full or the folder may
  ///   not be written.
  package static func write(_ tensor: Tensor, to path: String) throws(StorageError) {
    try AtomicFile.write(encode(tensor), to: path)
  }

  static func encode(_ tensor: Tensor) -> [UInt8] {
    tensor.elements.withUnsafeBytes { NPYHeader.bytes(shape: tensor.shape) + $0 }
  }

  /// Makes sure that the numbers of an array are as many as its header says, without reading them.
  ///
  /// - Throws: ``StorageError`` when the header breaks the format, or there are more or fewer bytes of numbers.
  static func checkLength(path: String) throws(StorageError) {
    var reader = try FileReader(path: path)
    let header = try NPYHeader(&reader)
    guard case .number(let type, _) = header.type else { return }
    _ = try byteCount(header, of: type, reader)
  }

  /// The array of a mapped file, whose elements stay there.
  static func mapped(_ file: MappedFile) throws(StorageError) -> StoredElements {
    var reader = MappedReader(file)
    let header = try NPYHeader(&reader)
    let (type, isBigEndian) = try numbers(header, path: file.path)
    _ = try byteCount(header, of: type, reader)
    return StoredElements(
      shape: header.shape, type: type, isBigEndian: isBigEndian,
      isColumnMajor: header.isColumnMajor, source: .mapped(file, start: reader.offset))
  }

  /// Reads a whole array in the type that it is stored in.
  static func stored(_ reader: inout some ByteReader) throws(StorageError) -> StoredElements {
    let header = try NPYHeader(&reader)
    let (type, isBigEndian) = try numbers(header, path: reader.path)
    let count = try byteCount(header, of: type, reader)
    guard MachineMemory.hasRoom(forBytes: count) else {
      throw .malformed(
        path: reader.path, place: "npy data", expected: "an array that fits into memory",
        found: "\(count) bytes")
    }
    let source: StoredElements.Source =
      switch type {
      case .float32: .floats(try read(&reader, count: count / type.byteCount))
      case .float64: .doubles(try read(&reader, count: count / type.byteCount))
      default: .bytes(try read(&reader, count: count))
      }
    try reader.finish()
    return StoredElements(
      shape: header.shape, type: type, isBigEndian: isBigEndian,
      isColumnMajor: header.isColumnMajor, source: source)
  }

  private static func read<Element: BitwiseCopyable & Numeric>(
    _ reader: inout some ByteReader, count: Int
  ) throws(StorageError) -> [Element] {
    var elements = [Element](repeating: 0, count: count)
    try elements.withUnsafeMutableBufferPointer { elements throws(StorageError) in
      try reader.read(into: UnsafeMutableRawBufferPointer(elements))
    }
    return elements
  }

  private static func numbers(
    _ header: NPYHeader, path: String
  ) throws(StorageError) -> (type: ElementType, isBigEndian: Bool) {
    guard case .number(let type, let isBigEndian) = header.type else {
      throw .unsupported(
        path: path, place: "npy header", feature: "a numeric array, not \(header.type.name)")
    }
    return (type, isBigEndian)
  }

  /// The bytes behind a header, which must be those of its elements.
  private static func byteCount(
    _ header: NPYHeader, of type: ElementType, _ reader: some ByteReader
  ) throws(StorageError) -> Int {
    let found = reader.remainingCount
    guard let expected = StoredShape.byteCount(header.shape, of: type), expected == found else {
      throw .malformed(
        path: reader.path, place: "npy data",
        expected: "\(type.rawValue) elements of shape \(header.shape.prefix(8))",
        found: "\(found) bytes")
    }
    return found
  }

  /// Reads a whole array.
  static func decode<Element: ElementTarget>(
    _ reader: inout some ByteReader
  ) throws(StorageError) -> StoredArray<Element> {
    let header = try NPYHeader(&reader)
    let (type, isBigEndian) = try numbers(header, path: reader.path)
    let found = try byteCount(header, of: type, reader)
    let elements = try NPYElements<Element>(
      header, of: type, isBigEndian: isBigEndian, count: found / type.byteCount
    ).read(&reader)
    try reader.finish()
    return StoredArray(shape: header.shape, elements: elements)
  }
}
