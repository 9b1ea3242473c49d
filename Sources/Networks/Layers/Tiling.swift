/// Repeats a sample along every axis.
package struct Tiling: Layer {
  /// The name of the layer type in files.
  package static let kind = "tiling"
  /// How often it is repeated along every axis.
  package let repeats: [Int]

  /// Creates a layer.
  package init(_ repeats: [Int]) { self.repeats = repeats }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard repeats.count == input.count else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "a value of \(repeats.count) axes", found: inputs)
    }
    for count in repeats {
      try NetworkLimits.check(
        count, "repeats", in: 1...NetworkLimits.sampleCount, layer: Self.kind)
    }
    return zip(input, repeats).map { $0 * $1 }
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    IndexMap.memory(output: zip(inputShapes[0], repeats).map { $0 * $1 })
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    IndexMapKernel(
      IndexMap(
        inputShape: inputShapes[0],
        positions: zip(inputShapes[0], repeats).map { extent, count in
          (0..<extent * count).map { $0 % extent }
        }))
  }
}
