/// A dense array of `Float` in row-major order: the last axis varies fastest.
///
/// A value type; images inside the program are `[rows, height, width, channels]`, whatever layout a
/// file uses.
package struct Tensor: Sendable, Equatable {
  /// The extent of every axis; empty for a scalar.
  package let shape: [Int]

  /// The elements in row-major order; `elements.count` is the product of `shape`.
  package private(set) var elements: [Float]

  /// Creates a tensor from its elements.
  ///
  /// - Parameters:
  ///   - shape: The extent of every axis, none negative.
  ///   - elements: The elements in row-major order, as many as the shape holds.
  package init(shape: [Int], elements: [Float]) {
    precondition(
      shape.allSatisfy { $0 >= 0 } && elements.count == shape.reduce(1, *),
      "Tensor: \(elements.count) elements do not fill shape \(shape)")
    self.shape = shape
    self.elements = elements
  }

  /// Creates a tensor in which every element is `value`.
  package init(repeating value: Float, shape: [Int]) {
    self.init(shape: shape, elements: Array(repeating: value, count: shape.reduce(1, *)))
  }

  /// Creates a tensor whose elements are written in place by `initialize`.
  ///
  /// - Parameters:
  ///   - shape: The extent of every axis, none negative.
  ///   - initialize: Receives all elements, set to zero, in row-major order.
  package init(
    shape: [Int], initializingWith initialize: (UnsafeMutableBufferPointer<Float>) throws -> Void
  ) rethrows {
    self.init(repeating: 0, shape: shape)
    try elements.withUnsafeMutableBufferPointer { try initialize($0) }
  }

  /// The number of elements.
  package var count: Int { elements.count }

  /// The extent of the first axis; 1 for a scalar.
  package var rowCount: Int { shape.first ?? 1 }

  /// The number of elements in one entry of the first axis.
  package var rowStride: Int { shape.dropFirst().reduce(1, *) }

  /// The elements of one entry of the first axis.
  package func row(_ index: Int) -> ArraySlice<Float> {
    precondition(index >= 0 && index < rowCount, "Tensor: row \(index) of \(rowCount)")
    return elements[index * rowStride..<(index + 1) * rowStride]
  }

  /// The rows at `indices`, in that order, as a tensor of their own.
  package func rows(_ indices: some Sequence<Int>) -> Tensor {
    var picked: [Float] = []
    var count = 0
    for index in indices {
      picked.append(contentsOf: row(index))
      count += 1
    }
    return Tensor(shape: [count] + shape.dropFirst(), elements: picked)
  }

  /// The same elements under another shape of equal size.
  package func reshaped(to shape: [Int]) -> Tensor {
    Tensor(shape: shape, elements: elements)
  }

  /// Reads or writes one element by its position along every axis.
  package subscript(_ position: Int...) -> Float {
    get { elements[offset(of: position)] }
    set { elements[offset(of: position)] = newValue }
  }

  /// Calls `body` with all elements in row-major order.
  package func withUnsafeElements<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try elements.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with all elements in row-major order, to be changed in place.
  package mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try elements.withUnsafeMutableBufferPointer { try body($0) }
  }

  private func offset(of position: [Int]) -> Int {
    precondition(position.count == shape.count, "Tensor: position \(position) in shape \(shape)")
    var offset = 0
    for (index, extent) in zip(position, shape) {
      precondition(index >= 0 && index < extent, "Tensor: position \(position) in shape \(shape)")
      offset = offset * extent + index
    }
    return offset
  }
}
