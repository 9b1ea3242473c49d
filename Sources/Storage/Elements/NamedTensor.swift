package import Tensors

/// A tensor and the name that it has in a file.
package struct NamedTensor: Sendable, Equatable {
  /// The name, unique within its file.
  package let name: String
  /// The elements.
  package let tensor: Tensor

  /// Creates a named tensor.
  ///
  /// - Parameters:
  ///   - name: The name, unique within its file.
  ///   - tensor: The elements.
  package init(_ name: String, _ tensor: Tensor) {
    self.name = name
    self.tensor = tensor
  }
}
