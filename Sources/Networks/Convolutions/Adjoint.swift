import Tensors

/// The adjoint of a convolution: its data gradient, and the transposed convolution.
///
/// With many input channels it runs as one stride-one convolution per residue class of pixels; with few
/// it computes all kernel columns of an output pixel at once and adds them up where they land, because
/// vectors over one or three channels would be mostly empty.
struct Adjoint: Sendable {
  private enum Method: Sendable {
    case phases(AdjointPhases)
    case scatter(AdjointScatter)
  }

  private let method: Method
  private static let fewestPhaseChannels = 8

  init(_ geometry: ConvolutionGeometry, maximumRows: Int) {
    method =
      Self.hasFewChannels(geometry)
      ? .scatter(AdjointScatter(geometry, maximumRows: maximumRows))
      : .phases(AdjointPhases(geometry, maximumRows: maximumRows))
  }

  private static func hasFewChannels(_ geometry: ConvolutionGeometry) -> Bool {
    geometry.groups == 1 && geometry.input[2] < fewestPhaseChannels
  }

  /// The extents of the working memory for one sample.
  static func scratchShape(_ geometry: ConvolutionGeometry) -> [Int] {
    guard !hasFewChannels(geometry) else { return AdjointScatter.scratchShape(geometry) }
    let image = AdjointPhases.paddedOutput(geometry)
    return [image.paddedHeight, image.paddedWidth, image.channels]
  }

  /// The memory the adjoint needs at most, for blocks of `rows` samples.
  static func memory(_ geometry: ConvolutionGeometry, rows: Int) -> KernelMemory {
    let inputPixels = rows * geometry.input[0] * geometry.input[1]
    let outputPixels = rows * geometry.output[0] * geometry.output[1]
    let kernel = geometry.kernel[0] * geometry.kernel[1]
    let scratch = rows * scratchShape(geometry).reduce(1, *)
    guard !hasFewChannels(geometry) else {
      return KernelMemory(
        shared: 2 * outputPixels + geometry.outputChannels,
        scratch: min(scratch, AdjointScatter.largestScratchCount(geometry)))
    }
    let tables = 2 * inputPixels + kernel * (geometry.groupOutputs + 2)
    return KernelMemory(
      shared: tables + geometry.strides[0] * geometry.strides[1] * phaseElements, scratch: scratch)
  }

  /// The memory of a phase beside its tables: four array headers and their pointers.
  private static let phaseElements = 64

  func scratchCount(rows: Int) -> Int {
    switch method {
    case .phases(let phases): phases.image.scratchCount(rows: rows)
    case .scatter(let scatter): scatter.scratchCount(rows: rows)
    }
  }

  /// Rearranges one share of the weights into the order in which the adjoint reads them.
  func prepare(
    _ weights: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    switch method {
    case .phases(let phases): phases.prepare(weights, into: prepared, part: part, of: parts)
    case .scatter(let scatter): scatter.prepare(weights, into: prepared, part: part, of: parts)
    }
  }

  /// Applies the adjoint to `rows` samples, or computes one share of it.
  ///
  /// - Parameters:
  ///   - source: Samples of the convolution's output, `[rows, output]`.
  ///   - prepared: The weights as rearranged by ``prepare(_:into:part:of:)``.
  ///   - rows: The number of samples.
  ///   - epilogue: The bias and rectifier applied to the result.
  ///   - target: Samples of the convolution's input, `[rows, input]`; overwritten.
  ///   - scratch: Memory of ``scratchCount(rows:)`` elements, private to each worker.
  ///   - share: The part to compute.
  func run(
    _ source: UnsafePointer<Float>, prepared: UnsafePointer<Float>, rows: Int, epilogue: Epilogue,
    into target: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, share: WorkShare
  ) {
    switch method {
    case .phases(let phases):
      phases.run(
        source, prepared: prepared, rows: rows, epilogue: epilogue, into: target, scratch: scratch,
        share: share)
    case .scatter(let scatter):
      scatter.run(
        source, prepared: prepared, rows: rows, epilogue: epilogue, into: target, scratch: scratch,
        share: share)
    }
  }
}

/// Writes one share of the transpose of a matrix whose rows lie `stride` apart.
///
/// Sixteen columns at a time: a source row is then read by whole cache lines, and the sixteen target lines
/// stay in the first-level cache while they are filled.
func transposeShare(
  _ source: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int,
  into target: UnsafeMutablePointer<Float>, part: Int, of parts: Int
) {
  let end = columns * (part + 1) / parts
  var first = columns * part / parts
  while first < end {
    let last = min(first &+ 16, end)
    for row in 0..<rows {
      let line = source + row &* stride
      for column in first..<last { target[column &* rows &+ row] = line[column] }
    }
    first = last
  }
}
