import Tensors

/// The elements of a file's array in the requested precision, row-major.
package struct StoredArray<Element: Sendable>: Sendable {
  /// The extent of every axis; empty for a scalar.
  package let shape: [Int]
  /// All elements.
  package let elements: [Element]
}

extension StoredArray<Float> {
  /// The array of a tensor.
  init(_ tensor: Tensor) { self.init(shape: tensor.shape, elements: tensor.elements) }
}

extension Tensor {
  init(_ array: StoredArray<Float>) { self.init(shape: array.shape, elements: array.elements) }
}
