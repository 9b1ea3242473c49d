/// Elements at chosen positions along one axis.
package struct Gather: Layer {
  /// The name of the layer type in files.
  package static let kind = "gather"
  /// The axis, from 0.
  package let axis: Int
  /// The positions along the axis, in any order.
  package let indices: [Int]

  /// Creates a layer.
  package init(axis: Int, indices: [Int]) {
    self.axis = axis
    self.indices = indices
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    try Self.checkAxis(axis, of: input)
    if let index = indices.first(where: { !(0..<input[axis]).contains($0) }) {
      throw .settingMismatch(
        layer: Self.kind, setting: "indices", expected: 0...input[axis] - 1, found: index)
    }
    return output(of: input)
  }

  private func output(of input: [Int]) -> [Int] {
    var output = input
    output[axis] = indices.count
    return output
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    IndexMap.memory(output: output(of: inputShapes[0]))
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    IndexMapKernel(
      IndexMap(
        inputShape: inputShapes[0],
        positions: inputShapes[0].indices.map { place in
          place == axis ? indices : Array(0..<inputShapes[0][place])
        }))
  }
}
