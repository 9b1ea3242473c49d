/// Adds values of the same shape, for example the two paths of a residual connection.
package struct Sum: Layer {
  /// The name of the layer type in files.
  package static let kind = "sum"

  /// Creates the layer.
  package init() {}

  /// Checks the inputs and returns the shape of one output sample.
  package func outputShape(_ inputs: [[Int]]) throws(NetworkError) -> [Int] {
    guard let shape = inputs.first, inputs.allSatisfy({ $0 == shape }) else {
      throw .shapeMismatch(layer: Self.kind, expected: "values of one shape", found: inputs)
    }
    return shape
  }

  /// Code that runs the layer on up to `maximumRows` samples at a time.
  package func makeKernel(inputShapes: [[Int]], maximumRows: Int) -> any LayerKernel {
    SumKernel(inputCount: inputShapes.count, count: inputShapes[0].reduce(1, *))
  }
}

private struct SumKernel: DifferentiableKernel {
  let inputCount: Int
  let count: Int

  func forward(_ pass: LayerPass) {
    let output = pass.output
    output.update(from: pass.input(0), count: pass.rows * count)
    for index in 1..<inputCount {
      let input = pass.input(index)
      for element in 0..<pass.rows * count { output[element] += input[element] }
    }
  }

  func backward(_ pass: LayerPass) {
    for index in 0..<inputCount {
      pass.inputGradient(index)?.update(from: pass.outputGradient, count: pass.rows * count)
    }
  }
}
