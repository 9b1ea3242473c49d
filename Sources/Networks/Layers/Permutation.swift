/// Reorders the axes of a sample.
package struct Permutation: Layer {
  /// The name of the layer type in files.
  package static let kind = "permutation"
  /// For every axis of the output, the axis of the input, from 0.
  package let axes: [Int]

  /// Creates a layer whose output's axis `i` is the input's axis `axes[i]`.
  package init(_ axes: [Int]) { self.axes = axes }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard axes.sorted() == Array(input.indices) else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "a value with the axes \(axes)", found: inputs)
    }
    return axes.map { input[$0] }
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    IndexMap.memory(output: axes.map { inputShapes[0][$0] })
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    let strides = IndexMap.strides(of: inputShapes[0])
    return IndexMapKernel(
      IndexMap(
        inputShape: inputShapes[0],
        offsets: axes.map { axis in
          (0..<inputShapes[0][axis]).map { Int32($0 * strides[axis]) }
        }))
  }
}
