package import Tensors

/// A safetensors file, opened by mapping; its header has been checked completely.
package struct SafetensorsFile: Sendable {
  /// The header's description of one tensor.
  package struct Entry: Sendable, Equatable {
    /// The name, unique within the file.
    package let name: String
    /// The type of the stored elements; `nil` for one that is not read, such as `F8_E4M3`.
    package let elementType: ElementType?
    /// The type as named in the file.
    package let typeName: String
    /// The extent of every axis; empty for a scalar.
    package let shape: [Int]
    /// Where the elements lie in the file.
    package let byteRange: Range<Int>
  }

  /// The longest text of metadata that is worth decoding as JSON, in bytes of UTF-8; a decoder needs many times that
  /// memory.
  package static let structuredTextLimit = 1 << 20

  /// The free texts of `__metadata__`.
  package let metadata: [String: String]
  /// The tensors in the order of their data.
  package let entries: [Entry]
  private let indexByName: [String: Int]
  private let file: MappedFile

  /// The path that was opened.
  package var path: String { file.path }

  /// Opens a file.
  ///
  /// - Parameter path: A safetensors file.
  /// - Throws: ``StorageError`` when the file cannot be mapped or breaks the format anywhere.
  package init(path: String) throws(StorageError) {
    let file = try MappedFile(path: path)
    let header = try file.withUnsafeBytes { bytes throws(StorageError) in
      try SafetensorsHeader(bytes, path: path)
    }
    self.file = file
    metadata = header.metadata
    entries = header.entries
    indexByName = Dictionary(
      uniqueKeysWithValues: entries.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// The header's description of a tensor, `nil` when there is none of that name.
  package func entry(_ name: String) -> Entry? {
    indexByName[name].map { entries[$0] }
  }

  /// Reads a tensor, converting its elements to `Float`.
  ///
  /// - Parameter name: The tensor's name.
  /// - Returns: A copy of the elements; wider types are rounded to nearest.
  /// - Throws: ``StorageError/missingTensor(path:name:available:)``,
  ///   ``StorageError/unsupported(path:place:feature:)`` for a type that is not read, and
  ///   ``StorageError/malformed(path:place:expected:found:)`` when there is no memory for the copy.
  package func tensor(_ name: String) throws(StorageError) -> Tensor {
    let (entry, type) = try readableEntry(name, as: Float.self)
    return file.withUnsafeBytes { bytes in
      Tensor(shape: entry.shape) { floats in
        type.convert(.init(rebasing: bytes[entry.byteRange]), into: floats)
      }
    }
  }

  /// Reads a tensor in double precision, as ``tensor(_:)`` does in single.
  package func doubles(_ name: String) throws(StorageError) -> StoredArray<Double> {
    let (entry, type) = try readableEntry(name, as: Double.self)
    var elements = [Double](repeating: 0, count: entry.byteRange.count / type.byteCount)
    file.withUnsafeBytes { bytes in
      elements.withUnsafeMutableBufferPointer { elements in
        type.convert(.init(rebasing: bytes[entry.byteRange]), into: elements)
      }
    }
    return StoredArray(shape: entry.shape, elements: elements)
  }

  /// A tensor of numbers whose copy fits in memory.
  private func readableEntry<Element>(
    _ name: String, as element: Element.Type
  ) throws(StorageError) -> (Entry, ElementType) {
    let entry = try existingEntry(name)
    let type = try readableType(of: entry)
    let count = entry.byteRange.count / type.byteCount
    let size = MemoryLayout<Element>.size
    guard count <= Int.max / size, MachineMemory.hasRoom(forBytes: count * size) else {
      throw .malformed(
        path: path, place: "tensor \"\(name)\"", expected: "an array that fits into memory",
        found: "\(count) elements")
    }
    return (entry, type)
  }

  /// Reads a tensor whose shape must be as expected.
  ///
  /// - Parameters:
  ///   - name: The tensor's name.
  ///   - shape: The expected extents; `nil` stands for any.
  /// - Returns: A copy of the elements as `Float`.
  /// - Throws: ``StorageError/missingTensor(path:name:available:)`` or
  ///   ``StorageError/shapeMismatch(path:tensor:expected:found:)``; nothing is read then.
  package func tensor(_ name: String, shape: [Int?]) throws(StorageError) -> Tensor {
    let found = try existingEntry(name).shape
    let isExpected =
      found.count == shape.count && zip(found, shape).allSatisfy { $1 == nil || $0 == $1 }
    guard isExpected else {
      throw .shapeMismatch(path: path, tensor: name, expected: shape, found: found)
    }
    return try tensor(name)
  }

  /// A tensor of numbers where it lies in the file, without copying it.
  ///
  /// - Parameter name: The tensor's name.
  /// - Returns: The elements, loaded from disk on access.
  /// - Throws: ``StorageError/missingTensor(path:name:available:)``, or ``StorageError/unsupported(path:place:feature:)``
  ///   for a type that is not read.
  package func elements(_ name: String) throws(StorageError) -> StoredElements {
    let entry = try existingEntry(name)
    return StoredElements(
      shape: entry.shape, type: try readableType(of: entry),
      source: .mapped(file, start: entry.byteRange.lowerBound))
  }

  private func readableType(of entry: Entry) throws(StorageError) -> ElementType {
    if let type = entry.elementType { return type }
    throw .unsupported(
      path: path, place: "tensor \"\(entry.name)\"",
      feature: "element type \"\(entry.typeName)\"")
  }

  private func existingEntry(_ name: String) throws(StorageError) -> Entry {
    guard let entry = entry(name) else {
      throw .missingTensor(path: path, name: name, available: entries.map(\.name))
    }
    return entry
  }
}
