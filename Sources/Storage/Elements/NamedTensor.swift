public import Tensors

/// A tensor and the name that it has in a file.
public struct NamedTensor: Sendable, Equatable {
  /// The name, unique within its file.
  public let name: String
  /// The elements.
  public let tensor: Tensor

  /// Creates a named tensor.
  ///
  /// - Parameters:
  ///   - name: The name, unique within its file.
  ///   - tensor: The elements.
  public init(_ name: String, _ tensor: Tensor) {
    self.name = name
    self.tensor = tensor
  }
}
