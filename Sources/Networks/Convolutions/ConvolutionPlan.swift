import Tensors

/// A convolution made ready for batches of up to a number of rows: the map, its adjoint and its weight
/// gradient, all on `[rows, height, width, channels]`.
struct ConvolutionPlan: Sendable {
  let geometry: ConvolutionGeometry
  private let forward: ForwardTables
  private let adjoint: Adjoint
  private let maximumRows: Int

  init(_ geometry: ConvolutionGeometry, maximumRows: Int) {
    self.geometry = geometry
    self.maximumRows = maximumRows
    forward = ForwardTables(geometry, maximumRows: maximumRows)
    adjoint = Adjoint(geometry, maximumRows: maximumRows)
  }

  /// The working memory of one worker.
  var scratchCount: Int {
    max(
      forward.image.scratchCount(rows: maximumRows), adjoint.scratchCount(rows: maximumRows))
      + FloatBuffer.slack
  }

  /// Rearranges one share of the weights for ``applyAdjoint(_:prepared:rows:bias:into:scratch:)``.
  func prepareAdjoint(
    _ weights: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    adjoint.prepare(weights, into: prepared, part: part, of: parts)
  }

  /// Convolves `rows` samples; `output` is overwritten.
  func apply(
    _ input: UnsafePointer<Float>, weights: UnsafePointer<Float>, rows: Int,
    bias: UnsafePointer<Float>?, into output: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let padded = forward.image.place(input, rows: rows, scratch: scratch)
    forward.withPixels(rows: rows) { pixels, outputs in
      forward.taps.withUnsafeBufferPointer { taps in
        IndexedProduct.run(
          padded, lanes: pixels, steps: taps, weights, bStride: geometry.outputChannels,
          columns: geometry.outputChannels, into: output, outputOffsets: outputs,
          store: .assign(bias: bias))
      }
    }
  }

  /// Applies the adjoint to `rows` samples; `input` is overwritten.
  func applyAdjoint(
    _ output: UnsafePointer<Float>, prepared: UnsafePointer<Float>, rows: Int,
    bias: UnsafePointer<Float>?, into input: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutablePointer<Float>
  ) {
    adjoint.run(
      output, prepared: prepared, rows: rows, bias: bias, into: input, scratch: scratch)
  }

  /// Adds the gradient of the weights: for every kernel element and output channel the sum over samples
  /// and pixels of input times output gradient.
  func addWeightGradient(
    input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, rows: Int,
    to gradient: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
  ) {
    let padded = forward.image.place(input, rows: rows, scratch: scratch)
    forward.withPixels(rows: rows) { pixels, _ in
      forward.taps.withUnsafeBufferPointer { taps in
        forward.weights.withUnsafeBufferPointer { weights in
          guard let weights = weights.baseAddress else { return }
          IndexedProduct.run(
            padded, lanes: taps, steps: pixels, outputGradient, bStride: geometry.outputChannels,
            columns: geometry.outputChannels, into: gradient, outputOffsets: weights,
            store: .accumulate)
        }
      }
    }
  }
}
