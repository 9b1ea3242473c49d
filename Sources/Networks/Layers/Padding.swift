/// Adds elements at the ends of every axis, or removes them.
package struct Padding: Layer {
  /// The name of the layer type in files.
  package static let kind = "padding"

  /// What the added elements are.
  package enum Mode: String, Codable, Sendable, CaseIterable {
    /// One number.
    case constant
    /// The elements mirrored about the first and the last one, which are not repeated.
    case reflect
    /// The first or the last element.
    case edge
    /// The elements from the other end.
    case wrap
  }

  /// The elements added before the first one along every axis; removed where negative.
  package let before: [Int]
  /// The elements added after the last one along every axis; removed where negative.
  package let after: [Int]
  /// What the added elements are.
  package let mode: Mode
  /// The number that ``Mode/constant`` adds.
  package let value: Float

  /// Creates a layer.
  package init(before: [Int], after: [Int], mode: Mode = .constant, value: Float = 0) {
    self.before = before
    self.after = after
    self.mode = mode
    self.value = value
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    guard before.count == input.count, after.count == input.count else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "a value of \(before.count) axes", found: inputs)
    }
    for extent in before + after {
      try NetworkLimits.check(
        extent, "padding", in: -NetworkLimits.sampleCount...NetworkLimits.sampleCount,
        layer: Self.kind)
    }
    let output = input.indices.map { before[$0] + input[$0] + after[$0] }
    guard NetworkLimits.allows(output), input.indices.allSatisfy({ fits(input[$0], axis: $0) })
    else {
      throw .shapeMismatch(
        layer: Self.kind,
        expected: "a value that \(before) before and \(after) after it fit", found: inputs)
    }
    return output
  }

  /// A reflection does not reach beyond the other end, and what remains of the value is not empty.
  private func fits(_ extent: Int, axis: Int) -> Bool {
    guard extent + min(0, before[axis]) + min(0, after[axis]) > 0 else { return false }
    return mode != .reflect || max(before[axis], after[axis]) < extent
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    IndexMap.memory(output: output(of: inputShapes[0]))
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    let output = output(of: inputShapes[0])
    return IndexMapKernel(
      IndexMap(
        inputShape: inputShapes[0],
        positions: output.indices.map { axis in
          (0..<output[axis]).map {
            source($0 - before[axis], extent: inputShapes[0][axis])
          }
        }, fill: value))
  }

  private func output(of input: [Int]) -> [Int] {
    input.indices.map { before[$0] + input[$0] + after[$0] }
  }

  /// The position that an element is a copy of; `nil` for an added constant.
  private func source(_ position: Int, extent: Int) -> Int? {
    guard !(0..<extent).contains(position) else { return position }
    switch mode {
    case .constant: return nil
    case .reflect: return position < 0 ? -position : 2 * (extent - 1) - position
    case .edge: return position < 0 ? 0 : extent - 1
    case .wrap: return (position % extent + extent) % extent
    }
  }
}
