/// An operation on the elements of a value and of a constant, which is a parameter; each is repeated where it has one element
/// along an axis.
package struct ConstantArithmetic: Layer {
  /// The name of the layer type in files.
  package static let kind = "constant arithmetic"
  /// The operation.
  package let operation: Arithmetic.Operation
  /// The shape of the constant.
  package let shape: [Int]
  /// Whether the constant is the first operand.
  package let isReversed: Bool

  /// Creates a layer that computes `value operation constant`, or `constant operation value`.
  package init(_ operation: Arithmetic.Operation, shape: [Int], isReversed: Bool = false) {
    self.operation = operation
    self.shape = shape
    self.isReversed = isReversed
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard NetworkLimits.allows(shape), let output = Broadcasting.shape(input, shape) else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "a value that broadcasts with \(shape)", found: inputs)
    }
    return output
  }

  /// The constant, in files as in memory.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    [ParameterShape(name: "value", shape: shape, fanIn: 1)]
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    ConstantOperandKernel.memory(input: inputShapes[0], constant: shape)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ConstantOperandKernel(
      BinaryOperation(operation), input: inputShapes[0], constant: shape, isReversed: isReversed)
  }
}
