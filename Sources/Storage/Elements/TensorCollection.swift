package import Tensors

/// The named tensors of a file, whatever its format: a header that has been read, and elements that are read on demand.
package struct TensorCollection: Sendable {
  /// What the file says of one tensor.
  package struct Entry: Sendable, Equatable {
    /// The name, unique within the file; parts are separated by points or slashes as in the file.
    package let name: String
    /// The type of the elements as named in the file.
    package let typeName: String
    /// The extent of every axis; empty for a scalar.
    package let shape: [Int]

    /// Creates an entry.
    package init(name: String, typeName: String, shape: [Int]) {
      (self.name, self.typeName, self.shape) = (name, typeName, shape)
    }
  }

  /// The file.
  package let path: String
  /// All tensors in the order of the file, which for the weights of a model is usually that of its layers.
  package let entries: [Entry]
  private let names: Set<String>
  private let read: @Sendable (String) throws(StorageError) -> Tensor

  /// Creates a collection.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - entries: Its tensors.
  ///   - read: Reads the tensor of an entry, converted to single precision.
  package init(
    path: String, entries: [Entry],
    read: @escaping @Sendable (_ name: String) throws(StorageError) -> Tensor
  ) {
    (self.path, self.entries, self.read) = (path, entries, read)
    names = Set(entries.map(\.name))
  }

  /// Reads a tensor, converted to single precision.
  ///
  /// - Parameter name: The name of an entry.
  /// - Returns: A copy of its elements.
  /// - Throws: ``StorageError`` when there is none of that name, or it cannot be read.
  package func tensor(_ name: String) throws(StorageError) -> Tensor {
    guard names.contains(name) else {
      throw .missingTensor(path: path, name: name, available: entries.map(\.name))
    }
    return try read(name)
  }
}
