package import Tensors

/// The arrays of a file, whatever its format: headers that have been read, and elements that are read when they are asked for.
package struct StoredArrays: Sendable {
  /// The description of an array before it is read.
  package struct Entry: Sendable, Equatable {
    /// The name, unique in the file.
    package let name: String
    /// The extent of every axis; empty for a scalar.
    package let shape: [Int]
    /// The type of its numbers; `nil` where it has none.
    package let elementType: ElementType?
    /// The type in words.
    package let typeName: String
    /// Whether its elements are structures, which are the rows of a table.
    package let isTable: Bool
    /// Whether its elements are texts.
    package let holdsTexts: Bool

    /// Creates a description.
    package init(
      name: String, shape: [Int], elementType: ElementType?, typeName: String? = nil,
      isTable: Bool = false, holdsTexts: Bool = false
    ) {
      (self.name, self.shape, self.elementType) = (name, shape, elementType)
      self.typeName = typeName ?? elementType?.rawValue ?? "no numbers"
      (self.isTable, self.holdsTexts) = (isTable, holdsTexts)
    }
  }

  /// The file or folder.
  package let path: String
  /// The arrays in the order of the file, also those that cannot be read.
  package let entries: [Entry]
  /// The free texts of the file.
  package let metadata: [String: String]
  /// What was inferred when the headers were read, one sentence each.
  package let notes: [String]
  /// Whether the file holds one array, whose name is therefore not the file's own.
  package let isSingle: Bool
  private let read: @Sendable (Entry) throws(StorageError) -> StoredElements
  private let readColumns: @Sendable (Entry) throws(StorageError) -> [StoredColumn]

  /// Creates arrays.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - entries: The arrays.
  ///   - metadata: The free texts of the file.
  ///   - notes: What was inferred.
  ///   - isSingle: Whether the format holds one array only.
  ///   - columns: Reads an array of structures or texts, or one of numbers with one axis, as columns.
  ///   - elements: Reads the numbers of an array.
  init(
    path: String, entries: [Entry], metadata: [String: String] = [:], notes: [String] = [],
    isSingle: Bool = false,
    columns: (@Sendable (Entry) throws(StorageError) -> [StoredColumn])? = nil,
    elements: @escaping @Sendable (Entry) throws(StorageError) -> StoredElements
  ) {
    (self.path, self.entries, self.metadata) = (path, entries, metadata)
    (self.notes, self.isSingle, read) = (notes, isSingle, elements)
    guard let columns else {
      readColumns = { entry throws(StorageError) in
        let numbers = try elements(entry).doubles(path: path, name: entry.name)
        return [StoredColumn(name: entry.name, values: .numbers(numbers))]
      }
      return
    }
    readColumns = columns
  }

  /// The description of an array; `nil` when there is none of that name, or of that path from the top.
  package func entry(_ name: String) -> Entry? {
    entries.first { $0.name == name }
      ?? (name.hasPrefix("/") ? entries.first { $0.name == name.dropFirst() } : nil)
  }

  /// Reads the numbers of an array, in the type that they are stored in.
  ///
  /// - Parameter entry: An array of numbers.
  /// - Returns: The elements, which may stay in the file.
  /// - Throws: ``StorageError`` when they cannot be read.
  package func elements(_ entry: Entry) throws(StorageError) -> StoredElements {
    guard entry.elementType != nil else {
      throw .unsupported(
        path: path, place: "array \"\(entry.name)\"", feature: "element type \"\(entry.typeName)\"")
    }
    return try read(entry)
  }

  /// Reads an array of numbers, converted to single precision.
  package func tensor(_ entry: Entry) throws(StorageError) -> Tensor {
    Tensor(shape: entry.shape, elements: try elements(entry).floats(path: path, name: entry.name))
  }

  /// Reads an array of structures or texts, or one of numbers with one axis.
  ///
  /// - Parameter entry: The array.
  /// - Returns: One column per field; whole numbers that a double does not hold exactly are texts.
  /// - Throws: ``StorageError`` when they cannot be read.
  package func columns(_ entry: Entry) throws(StorageError) -> [StoredColumn] {
    try readColumns(entry)
  }
}

extension TableColumn.Values {
  /// The values of a stored column, of which an empty text is a missing one; `nil` for values of other types.
  package init?(_ values: StoredColumn.Values) {
    switch values {
    case .numbers(let numbers): self = .numbers(numbers)
    case .texts(let texts): self = .texts(texts.map { $0.isEmpty ? nil : $0 })
    case .foreign: return nil
    }
  }
}
