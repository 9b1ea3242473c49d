import Tensors

/// Runs a convolution, its transpose or a dense layer, and a rectifier right after it: the same three
/// products, with input and output exchanged for the transpose.
struct ConvolutionKernel: DifferentiableKernel {
  private let plan: ConvolutionPlan
  private let isTransposed: Bool
  private let negativeSlope: Float?
  /// The elements of one input sample.
  private let read: Int
  /// The elements of one output sample, and its channels.
  private let written: Int
  private let channels: Int

  init(
    _ geometry: ConvolutionGeometry, isTransposed: Bool, maximumRows: Int, negativeSlope: Float?
  ) {
    plan = ConvolutionPlan(geometry, maximumRows: maximumRows)
    self.isTransposed = isTransposed
    self.negativeSlope = negativeSlope
    let input = isTransposed ? geometry.output : geometry.input
    let output = isTransposed ? geometry.input : geometry.output
    read = input.reduce(1, *)
    written = output.reduce(1, *)
    channels = output[2]
  }

  var scratchCount: Int { plan.scratchCount }
  var preparedCount: Int { plan.geometry.weightCount }

  /// The bias is stored behind the weights, at the next multiple of a vector.
  private var biasOffset: Int {
    (plan.geometry.weightCount + Vector.scalarCount - 1) & -Vector.scalarCount
  }

  func prepare(
    _ parameters: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    plan.prepareAdjoint(parameters, into: prepared, part: part, of: parts)
  }

  var sharedWork: Int { plan.geometry.productCount }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    let epilogue = Epilogue(bias: pass.parameters + biasOffset, negativeSlope: negativeSlope)
    for first in stride(from: 0, to: pass.rows, by: plan.blockRows) {
      let rows = min(plan.blockRows, pass.rows - first)
      let input = pass.input() + first * read
      let output = pass.output + first * written
      if isTransposed {
        plan.applyAdjoint(
          input, prepared: pass.prepared, rows: rows, epilogue: epilogue, into: output,
          scratch: pass.scratch, share: share)
      } else {
        plan.apply(
          input, weights: pass.parameters, rows: rows, epilogue: epilogue, into: output,
          scratch: pass.scratch, share: share)
      }
    }
  }

  func backward(_ pass: LayerPass) {
    (pass.parameterGradient + biasOffset).update(repeating: 0, count: channels)
    for first in stride(from: 0, to: pass.rows, by: plan.blockRows) {
      let rows = min(plan.blockRows, pass.rows - first)
      let outputGradient = pass.outputGradient + first * written
      finishGradient(
        outputGradient, output: pass.output + first * written, rows: rows,
        biasGradient: pass.parameterGradient + biasOffset)
      backward(
        pass, isFirst: first == 0, rows: rows, input: pass.input() + first * read,
        outputGradient: outputGradient,
        inputGradient: pass.inputGradient().map { $0 + first * read })
    }
  }

  private func backward(
    _ pass: LayerPass, isFirst: Bool, rows: Int, input: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>?
  ) {
    plan.weightGradient(
      input: isTransposed ? outputGradient : input,
      outputGradient: isTransposed ? input : outputGradient, rows: rows,
      into: pass.parameterGradient, isFirst: isFirst, scratch: pass.scratch)
    guard let inputGradient else { return }
    if isTransposed {
      plan.apply(
        outputGradient, weights: pass.parameters, rows: rows, epilogue: .none, into: inputGradient,
        scratch: pass.scratch)
    } else {
      plan.applyAdjoint(
        outputGradient, prepared: pass.prepared, rows: rows, epilogue: .none, into: inputGradient,
        scratch: pass.scratch)
    }
  }

  /// Takes the output's gradient back through the rectifier, in place, and adds the bias' gradient in the
  /// same pass over memory.
  private func finishGradient(
    _ gradient: UnsafeMutablePointer<Float>, output: UnsafePointer<Float>, rows: Int,
    biasGradient: UnsafeMutablePointer<Float>
  ) {
    let width = Vector.scalarCount
    let count = rows * written
    guard width % channels == 0 else {
      for start in stride(from: 0, to: count, by: channels) {
        var channel = 0
        while channel &+ width <= channels {
          let g = passed(gradient + (start &+ channel), output + (start &+ channel))
          storeVector(loadVector(biasGradient + channel) + g, biasGradient + channel)
          channel &+= width
        }
        while channel < channels {
          biasGradient[channel] += passedElement(gradient, output, start &+ channel)
          channel &+= 1
        }
      }
      return
    }
    // Every vector starts with the first channel, so lanes are summed into channels at the end.
    let whole = count / width * width
    var sum = Vector.zero
    for index in stride(from: 0, to: whole, by: width) {
      sum += passed(gradient + index, output + index)
    }
    for lane in 0..<width { biasGradient[lane % channels] += sum[lane] }
    for index in whole..<count {
      biasGradient[index % channels] += passedElement(gradient, output, index)
    }
  }

  /// One element of the gradient after the rectifier's derivative.
  @inline(__always)
  private func passedElement(
    _ gradient: UnsafeMutablePointer<Float>, _ output: UnsafePointer<Float>, _ index: Int
  ) -> Float {
    if let negativeSlope, output[index] <= 0 { gradient[index] *= negativeSlope }
    return gradient[index]
  }

  /// A vector of the gradient after the rectifier's derivative.
  @inline(__always)
  private func passed(
    _ gradient: UnsafeMutablePointer<Float>, _ output: UnsafePointer<Float>
  ) -> Vector {
    var g = loadVector(gradient)
    guard let negativeSlope else { return g }
    g.replace(with: g * negativeSlope, where: loadVector(output) .<= 0)
    storeVector(g, gradient)
    return g
  }
}
