import Tensors

/// An affine map of features, applied to every token where there are several.
package struct Dense: RectifiableLayer {
  /// The name of the layer type in files.
  package static let kind = "dense"
  /// The number of outputs.
  package let outputCount: Int

  /// Creates a layer with `outputCount` outputs.
  package init(_ outputCount: Int) { self.outputCount = outputCount }

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    try NetworkLimits.check(
      outputCount, "outputCount", in: 1...NetworkLimits.sampleCount, layer: Self.kind)
    guard inputs.count == 1, let features = inputs[0].last, inputs[0].count <= 2
    else {
      throw .shapeMismatch(layer: Self.kind, expected: "one vector, or tokens", found: inputs)
    }
    guard outputCount <= NetworkLimits.weightCount / features else {
      throw .shapeMismatch(
        layer: Self.kind, expected: "at most \(NetworkLimits.weightCount) weights",
        found: [[features, outputCount]])
    }
    return inputs[0].dropLast() + [outputCount]
  }

  /// The weight and the bias.
  package func parameters(inputShapes: [[Int]]) -> [ParameterShape] {
    let inputCount = inputShapes[0].last ?? 0
    return [
      ParameterShape(
        name: "weight", shape: [inputCount, outputCount], fileAxes: [1, 0], fanIn: inputCount),
      ParameterShape(name: "bias", shape: [outputCount], fanIn: inputCount),
    ]
  }

  /// The multiply-adds per sample.
  package func productCount(inputShapes: [[Int]]) -> Int {
    inputShapes[0].reduce(outputCount, *)
  }

  /// The memory the kernel needs.
  package func memory(inputShapes: [[Int]], maximumRows: Int) -> KernelMemory {
    ConvolutionPlan.memory(geometry(inputShapes[0]), maximumRows: maximumRows)
  }

  /// Code that runs the layer, and a rectifier after it, on up to `maximumRows` samples at a time.
  package func makeKernel(
    inputShapes: [[Int]], maximumRows: Int, negativeSlope: Float?
  ) -> any LayerKernel {
    ConvolutionKernel(
      geometry(inputShapes[0]), isTransposed: false, maximumRows: maximumRows,
      negativeSlope: negativeSlope)
  }

  private func geometry(_ input: [Int]) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: [1, input.dropLast().reduce(1, *), input.last ?? 0], outputChannels: outputCount,
      kernel: [1, 1])
  }
}
