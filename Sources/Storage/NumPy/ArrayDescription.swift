/// What the header of an array file says.
package struct ArrayDescription: Sendable, Equatable {
  /// The type of the stored elements; `nil` where they are not numbers.
  package let elementType: ElementType?
  /// The type in words: `F32`, `text`, `structured (x F64, name text)`, `Python objects (|O)`.
  package let typeName: String
  /// The extent of every axis; empty for a scalar.
  package let shape: [Int]
  /// Whether the elements are structures, which are the rows of a table.
  package let isTable: Bool
  /// Whether the elements are texts.
  package let holdsTexts: Bool

  init(_ header: NPYHeader) {
    elementType = if case .number(let type, _) = header.type { type } else { nil }
    typeName = header.type.name
    isTable = if case .structure = header.type { true } else { false }
    holdsTexts = if case .text = header.type { true } else { false }
    shape = header.shape
  }
}

extension NPY {
  /// Reads the header of an array file, not its elements.
  ///
  /// - Parameter path: The file.
  /// - Returns: The type and the shape of the stored elements, whatever they are.
  /// - Throws: ``StorageError`` when the file cannot be read or its header breaks the format. Whether the elements
  ///   are complete is only checked when they are read.
  package static func description(path: String) throws(StorageError) -> ArrayDescription {
    var reader = try FileReader(path: path)
    return ArrayDescription(try NPYHeader(&reader))
  }
}
