/// Subtracts the mean over all pixels and a group of channels and divides by the standard deviation, then multiplies and
/// shifts every channel; with as many groups as channels it is instance normalization.
package struct GroupNormalization: Layer {
  /// The name of the layer type in files.
  package static let kind = "group normalization"
  /// The number of groups of neighbouring channels.
  package let groups: Int
  /// Added to the variance.
  package let epsilon: Float

  /// Creates a layer.
  package init(groups: Int, epsilon: Float = 1e-5) {
    self.groups = groups
    self.epsilon = epsilon
  }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    let input = try Self.onlyInput(inputs)
    try NetworkLimits.check(groups, "groups", layer: Self.kind)
    guard let channels = input.last, channels % groups == 0 else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "channels in \(groups) equal groups", found: inputs)
    }
    return input
  }

  /// The factors and the addends of the channels.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    let channels = inputShapes[0].last ?? 1
    return [
      ParameterShape(name: "scale", shape: [channels], fanIn: 1),
      ParameterShape(name: "shift", shape: [channels], fanIn: 1),
    ]
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    GroupNormalizationKernel.memory(channels: inputShapes[0].last ?? 1)
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    GroupNormalizationKernel(
      pixels: inputShapes[0].dropLast().reduce(1, *), channels: inputShapes[0].last ?? 1,
      groups: groups, epsilon: epsilon)
  }
}
