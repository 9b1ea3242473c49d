/// An operation on the elements of two values, each repeated where it has one element along an axis.
package struct Arithmetic: Layer {
  /// The name of the layer type in files.
  package static let kind = "arithmetic"

  /// The available operations.
  package enum Operation: String, Codable, Sendable, CaseIterable {
    case sum, difference, product, quotient, maximum, minimum, power
  }

  /// The operation.
  package let operation: Operation

  /// Creates a layer.
  package init(_ operation: Operation) { self.operation = operation }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard inputs.count == 2, let shape = Broadcasting.shape(inputs[0], inputs[1]) else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "two values that broadcast to one shape", found: inputs)
    }
    return shape
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    ArithmeticKernel.memory(inputShapes[0], inputShapes[1])
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ArithmeticKernel(
      BinaryOperation(operation), inputShapes[0], inputShapes[1])
  }
}
