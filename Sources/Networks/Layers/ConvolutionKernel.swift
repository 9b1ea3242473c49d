import Tensors

/// Runs a convolution, its transpose or a dense layer: the same three products, read from one end or the other.
struct ConvolutionKernel: LayerKernel {
  private let plan: ConvolutionPlan
  private let isTransposed: Bool

  init(_ geometry: ConvolutionGeometry, isTransposed: Bool, maximumRows: Int) {
    plan = ConvolutionPlan(geometry, maximumRows: maximumRows)
    self.isTransposed = isTransposed
  }

  var scratchCount: Int { plan.scratchCount }
  var preparedCount: Int { plan.geometry.weightCount }

  /// The bias lies behind the weights, at the next multiple of a vector.
  private var biasOffset: Int {
    (plan.geometry.weightCount + Vector.scalarCount - 1) & -Vector.scalarCount
  }

  private var biasCount: Int {
    isTransposed ? plan.geometry.input[2] : plan.geometry.outputChannels
  }

  private var outputPixels: Int {
    let shape = isTransposed ? plan.geometry.input : plan.geometry.output
    return shape[0] * shape[1]
  }

  func prepare(
    _ parameters: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    plan.prepareAdjoint(parameters, into: prepared, part: part, of: parts)
  }

  func forward(_ pass: LayerPass) {
    let bias = pass.parameters + biasOffset
    if isTransposed {
      plan.applyAdjoint(
        pass.input(), prepared: pass.prepared, rows: pass.rows, bias: bias, into: pass.output,
        scratch: pass.scratch)
    } else {
      plan.apply(
        pass.input(), weights: pass.parameters, rows: pass.rows, bias: bias, into: pass.output,
        scratch: pass.scratch)
    }
  }

  func backward(_ pass: LayerPass) {
    addBiasGradient(pass)
    if isTransposed {
      plan.addWeightGradient(
        input: pass.outputGradient, outputGradient: pass.input(), rows: pass.rows,
        to: pass.parameterGradient, scratch: pass.scratch)
    } else {
      plan.addWeightGradient(
        input: pass.input(), outputGradient: pass.outputGradient, rows: pass.rows,
        to: pass.parameterGradient, scratch: pass.scratch)
    }
    guard let target = pass.inputGradient() else { return }
    if isTransposed {
      plan.apply(
        pass.outputGradient, weights: pass.parameters, rows: pass.rows, bias: nil, into: target,
        scratch: pass.scratch)
    } else {
      plan.applyAdjoint(
        pass.outputGradient, prepared: pass.prepared, rows: pass.rows, bias: nil, into: target,
        scratch: pass.scratch)
    }
  }

  private func addBiasGradient(_ pass: LayerPass) {
    let sums = pass.parameterGradient + biasOffset
    let gradient = pass.outputGradient
    var column = 0
    while column + Vector.scalarCount <= biasCount {
      var sum = Vector.zero
      for pixel in 0..<pass.rows * outputPixels {
        sum += loadVector(gradient + pixel * biasCount + column)
      }
      storeVector(loadVector(sums + column) + sum, sums + column)
      column += Vector.scalarCount
    }
    for tail in column..<biasCount {
      var sum: Float = 0
      for pixel in 0..<pass.rows * outputPixels { sum += gradient[pixel * biasCount + tail] }
      sums[tail] += sum
    }
  }
}
