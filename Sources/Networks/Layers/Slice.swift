/// Elements of a sample at regular distances along every axis.
package struct Slice: Layer {
  /// The name of the layer type in files.
  package static let kind = "slice"
  /// The first position along every axis.
  package let starts: [Int]
  /// The distance between neighbouring positions along every axis, negative for the reverse order.
  package let steps: [Int]
  /// The number of positions along every axis.
  package let counts: [Int]

  /// Creates a layer that reads `starts[axis] + i * steps[axis]` for every `i` below `counts[axis]`.
  package init(starts: [Int], counts: [Int], steps: [Int]? = nil) {
    self.starts = starts
    self.steps = steps ?? Array(repeating: 1, count: starts.count)
    self.counts = counts
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard starts.count == input.count, steps.count == input.count, counts.count == input.count,
      NetworkLimits.allows(counts), input.indices.allSatisfy({ isInside(input[$0], axis: $0) })
    else {
      throw .shapeMismatch(
        layer: Self.kind,
        expected: "positions inside the value, from \(starts) by \(steps), \(counts) of them",
        found: inputs)
    }
    return counts
  }

  private func isInside(_ extent: Int, axis: Int) -> Bool {
    let limits = -NetworkLimits.sampleCount...NetworkLimits.sampleCount
    guard (0..<extent).contains(starts[axis]), limits.contains(steps[axis]) else { return false }
    return (0..<extent).contains(starts[axis] + (counts[axis] - 1) * steps[axis])
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    IndexMap.memory(output: counts)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    IndexMapKernel(
      IndexMap(
        inputShape: inputShapes[0],
        positions: counts.indices.map { axis in
          (0..<counts[axis]).map { starts[axis] + $0 * steps[axis] }
        }))
  }
}
