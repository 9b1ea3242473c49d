/// Repeats a sample along the axes where it has one element, and along new axes in front, until it fills a shape.
package struct Broadcast: Layer {
  /// The name of the layer type in files.
  package static let kind = "broadcast"
  /// The shape of the output.
  package let shape: [Int]

  /// Creates a layer.
  package init(_ shape: [Int]) { self.shape = shape }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard NetworkLimits.allows(shape), Broadcasting.shape(input, shape) == shape else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "a value that broadcasts to \(shape)", found: inputs)
    }
    return shape
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    IndexMap.memory(output: shape)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    IndexMapKernel(Broadcasting.map(from: inputShapes[0], to: shape))
  }
}
