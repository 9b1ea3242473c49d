import Tensors

/// A convolution prepared for batches: the map, its adjoint and its weight gradient, all on `[rows, height,
/// width, channels]`.
///
/// Batches run in blocks of ``blockRows``, so that a padded copy and both sides of a sample are still in
/// the cache when they are used.
struct ConvolutionPlan: Sendable {
  let geometry: ConvolutionGeometry
  /// The number of samples that run at once.
  let blockRows: Int
  private let forward: ForwardTables
  private let adjoint: Adjoint

  init(_ geometry: ConvolutionGeometry, maximumRows: Int) {
    self.geometry = geometry
    blockRows = Self.blockRows(geometry, maximumRows: maximumRows)
    forward = ForwardTables(geometry, maximumRows: blockRows)
    adjoint = Adjoint(geometry, maximumRows: blockRows)
  }

  private static func blockRows(_ geometry: ConvolutionGeometry, maximumRows: Int) -> Int {
    let samples = geometry.paddedInputCount + geometry.output.reduce(1, *)
    // Each block reads and writes the weight gradient once; where that is the larger part, more rows share
    // it.
    let budget = max(cacheElements, geometry.weightCount)
    return min(maximumRows, max(1, budget / samples))
  }

  /// The memory a plan needs, from the geometry alone.
  static func memory(_ geometry: ConvolutionGeometry, maximumRows: Int) -> KernelMemory {
    let rows = blockRows(geometry, maximumRows: maximumRows)
    let pixels = rows * geometry.output[0] * geometry.output[1]
    let taps = geometry.kernel[0] * geometry.kernel[1] * geometry.groupInputs
    let adjoint = Adjoint.memory(geometry, rows: rows)
    return KernelMemory(
      shared: 2 * (pixels + taps) + geometry.weightCount + adjoint.shared,
      scratch: max(rows * geometry.paddedInputCount, adjoint.scratch) + FloatBuffer.slack)
  }

  /// 256 KiB, a share of the second-level cache of common machines.
  private static let cacheElements = 1 << 16

  /// The working memory of one worker.
  var scratchCount: Int {
    max(forward.image.scratchCount(rows: blockRows), adjoint.scratchCount(rows: blockRows))
      + FloatBuffer.slack
  }

  /// Rearranges one share of the weights for the adjoint.
  func prepareAdjoint(
    _ weights: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    adjoint.prepare(weights, into: prepared, part: part, of: parts)
  }

  /// Convolves at most ``blockRows`` samples; the share of `output` is overwritten.
  func apply(
    _ input: UnsafePointer<Float>, weights: UnsafePointer<Float>, rows: Int, epilogue: Epilogue,
    into output: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    share: WorkShare = .whole
  ) {
    let padded = forward.image.place(input, rows: rows, scratch: scratch)
    forward.withPixels(rows: rows) { pixels, outputs in
      // A single lane reads whole rows of weights, so its columns are divided among workers instead.
      let isRow = pixels.count == 1
      let lanes = isRow ? 0..<1 : share.range(in: pixels.count, grain: IndexedProduct.tileLanes)
      let columns =
        isRow
        ? share.range(in: geometry.groupOutputs, grain: IndexedProduct.rowColumns)
        : 0..<geometry.groupOutputs
      forward.taps.withUnsafeBufferPointer { taps in
        for group in 0..<geometry.groups {
          let channel = group * geometry.groupOutputs + columns.lowerBound
          IndexedProduct.run(
            padded + group * geometry.groupInputs,
            lanes: UnsafeBufferPointer(rebasing: pixels[lanes]), steps: taps, weights + channel,
            bStride: geometry.outputChannels, columns: columns.count,
            into: output + channel, outputOffsets: outputs + lanes.lowerBound,
            store: epilogue.store(from: channel))
        }
      }
    }
  }

  /// Applies the adjoint to at most ``blockRows`` samples; the share of `input` is overwritten.
  func applyAdjoint(
    _ output: UnsafePointer<Float>, prepared: UnsafePointer<Float>, rows: Int, epilogue: Epilogue,
    into input: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>,
    share: WorkShare = .whole
  ) {
    adjoint.run(
      output, prepared: prepared, rows: rows, epilogue: epilogue, into: input, scratch: scratch,
      share: share)
  }

  /// Computes the gradient of the weights: for every kernel element and output channel the sum over
  /// samples and pixels of input times output gradient.
  ///
  /// - Parameters:
  ///   - input: Samples of the convolution's input, `[rows, input]`.
  ///   - outputGradient: The gradient of its output, `[rows, output]`.
  ///   - rows: The number of samples, at most ``blockRows``.
  ///   - gradient: Laid out as the weights.
  ///   - isFirst: Whether the block's sums replace what is there instead of being added.
  ///   - scratch: Memory of ``scratchCount`` elements.
  func weightGradient(
    input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, rows: Int,
    into gradient: UnsafeMutablePointer<Float>, isFirst: Bool, scratch: UnsafeMutablePointer<Float>
  ) {
    let padded = forward.image.place(input, rows: rows, scratch: scratch)
    forward.withPixels(rows: rows) { pixels, _ in
      forward.taps.withUnsafeBufferPointer { taps in
        forward.weights.withUnsafeBufferPointer { weights in
          guard let weights = weights.baseAddress else { return }
          for group in 0..<geometry.groups {
            let channel = group * geometry.groupOutputs
            IndexedProduct.run(
              padded + group * geometry.groupInputs, lanes: taps, steps: pixels,
              outputGradient + channel, bStride: geometry.outputChannels,
              columns: geometry.groupOutputs, into: gradient + channel, outputOffsets: weights,
              store: isFirst ? .assign() : .accumulate)
          }
        }
      }
    }
  }
}
