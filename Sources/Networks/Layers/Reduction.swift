/// One number for all elements along some axes.
package struct Reduction: Layer {
  /// The name of the layer type in files.
  package static let kind = "reduction"

  /// The available numbers.
  package enum Operation: String, Codable, Sendable, CaseIterable {
    case mean, sum, maximum, minimum
    /// The sum of magnitudes.
    case l1
    /// The root of the sum of squares.
    case l2
    case sumOfSquares
  }

  /// The number that is computed.
  package let operation: Operation
  /// The axes, from 0, in ascending order.
  package let axes: [Int]
  /// Whether the axes stay, with an extent of 1; a sample whose axes all vanish is `[1]`.
  package let keepsAxes: Bool

  /// Creates a layer.
  package init(_ operation: Operation, axes: [Int], keepsAxes: Bool) {
    self.operation = operation
    self.axes = axes
    self.keepsAxes = keepsAxes
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    for axis in axes { try Self.checkAxis(axis, of: input) }
    guard Set(axes).count == axes.count else {
      throw .shapeMismatch(layer: Self.kind, expected: "different axes", found: [axes])
    }
    let kept = input.indices.filter { !axes.contains($0) }.map { input[$0] }
    guard keepsAxes else { return kept.isEmpty ? [1] : kept }
    return input.indices.map { axes.contains($0) ? 1 : input[$0] }
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    ReductionKernel.memory(input: inputShapes[0], axes: axes)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    ReductionKernel(operation, input: inputShapes[0], axes: axes)
  }
}
