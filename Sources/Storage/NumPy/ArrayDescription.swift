/// What the header of an array file says.
public struct ArrayDescription: Sendable, Equatable {
  /// The type of the stored elements.
  public let elementType: ElementType
  /// The extent of every axis; empty for a scalar.
  public let shape: [Int]

  init(_ header: NPYHeader) {
    elementType = header.elementType
    shape = header.shape
  }
}

extension NPY {
  /// Reads what the header of an array file says, and leaves its elements alone.
  ///
  /// - Parameter path: The file.
  /// - Returns: The type and the shape of the stored elements.
  /// - Throws: ``StorageError`` when the file cannot be read or its header breaks the format. Whether the elements are
  ///   there, shows when they are read.
  public static func description(path: String) throws(StorageError) -> ArrayDescription {
    var reader = try FileReader(path: path)
    return ArrayDescription(try NPYHeader(&reader))
  }
}
