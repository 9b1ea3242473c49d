import Tensors

/// The adjoint of a convolution: its data gradient, and the transposed convolution.
///
/// With many input channels it runs as one stride-one convolution per residue class of pixels; with few
/// it computes all kernel columns of an output pixel at once and adds them up where they land, because
/// vectors over one or three channels would be mostly empty.
struct Adjoint: Sendable {
  private enum Method: Sendable {
    case phases([AdjointPhase], image: PaddedImage)
    case scatter(pixels: [Int32], columns: [Int32])
  }

  private let geometry: ConvolutionGeometry
  private let method: Method
  private static let fewestPhaseChannels = 8

  init(_ geometry: ConvolutionGeometry, maximumRows: Int) {
    self.geometry = geometry
    guard geometry.input[2] >= Self.fewestPhaseChannels else {
      let pixels = maximumRows * geometry.output[0] * geometry.output[1]
      method = .scatter(
        pixels: (0..<pixels).map { Int32($0 * geometry.outputChannels) },
        columns: (0..<pixels).map { Int32($0 * Self.columnCount(geometry)) })
      return
    }
    let image = Self.paddedOutput(geometry)
    var phases: [AdjointPhase] = []
    for y in 0..<geometry.stride {
      for x in 0..<geometry.stride {
        phases.append(
          AdjointPhase(geometry, remainders: [y, x], image: image, maximumRows: maximumRows))
      }
    }
    method = .phases(phases, image: image)
  }

  /// The extents of the working memory for one sample.
  static func scratchShape(_ geometry: ConvolutionGeometry) -> [Int] {
    guard geometry.input[2] >= fewestPhaseChannels else {
      return [geometry.output[0], geometry.output[1], columnCount(geometry)]
    }
    let image = paddedOutput(geometry)
    return [image.paddedHeight, image.paddedWidth, image.channels]
  }

  private static func columnCount(_ geometry: ConvolutionGeometry) -> Int {
    geometry.kernel[0] * geometry.kernel[1] * geometry.input[2]
  }

  /// The output image with room for every window that reaches past its edge.
  private static func paddedOutput(_ geometry: ConvolutionGeometry) -> PaddedImage {
    let before = (0..<2).map { max(0, (geometry.kernel[$0] - 1) / geometry.stride) }
    let after = (0..<2).map { axis in
      let furthest = (geometry.input[axis] - 1 + geometry.padding) / geometry.stride
      return max(0, furthest - (geometry.output[axis] - 1))
    }
    return PaddedImage(
      height: geometry.output[0], width: geometry.output[1], channels: geometry.outputChannels,
      before: before, after: after)
  }

  func scratchCount(rows: Int) -> Int {
    switch method {
    case .phases(_, let image): image.scratchCount(rows: rows)
    case .scatter:
      rows * geometry.output[0] * geometry.output[1] * Self.columnCount(geometry)
    }
  }

  /// Rearranges one share of the weights into the order that ``run(_:weights:rows:bias:into:scratch:)``
  /// streams through.
  func prepare(
    _ weights: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    let (inputs, outputs) = (geometry.input[2], geometry.outputChannels)
    switch method {
    case .phases(let phases, _):
      var slot = 0
      for element in phases.lazy.flatMap(\.kernelElements) {
        let source = weights + element * inputs * outputs
        let target = prepared + slot * inputs * outputs
        Self.transpose(
          source, into: target, rows: inputs, columns: outputs, part: part, of: parts)
        slot += 1
      }
    case .scatter:
      Self.transpose(
        weights, into: prepared, rows: Self.columnCount(geometry), columns: outputs, part: part,
        of: parts)
    }
  }

  private static func transpose(
    _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, rows: Int,
    columns: Int, part: Int, of parts: Int
  ) {
    for column in columns * part / parts..<columns * (part + 1) / parts {
      for row in 0..<rows {
        target[column &* rows &+ row] = source[row &* columns &+ column]
      }
    }
  }

  /// Applies the adjoint to `rows` samples.
  ///
  /// - Parameters:
  ///   - source: Samples of the convolution's output, `[rows, output]`.
  ///   - prepared: The weights as rearranged by ``prepare(_:into:part:of:)``.
  ///   - rows: The number of samples.
  ///   - bias: One addend per input channel, if any.
  ///   - target: Samples of the convolution's input, `[rows, input]`; overwritten.
  ///   - scratch: Memory of `scratchCount(rows:)` elements.
  func run(
    _ source: UnsafePointer<Float>, prepared: UnsafePointer<Float>, rows: Int,
    bias: UnsafePointer<Float>?, into target: UnsafeMutablePointer<Float>,
    scratch: UnsafeMutablePointer<Float>
  ) {
    switch method {
    case .phases(let phases, let image):
      let padded = image.place(source, rows: rows, scratch: scratch)
      var weights = prepared
      for phase in phases {
        run(phase, padded, weights: weights, rows: rows, bias: bias, into: target)
        weights += phase.kernelElements.count * geometry.input[2] * geometry.outputChannels
      }
    case .scatter(let pixels, let columns):
      scatter(
        source, prepared, rows: rows, bias: bias, target, scratch, pixels: pixels, columns: columns)
    }
  }

  private func run(
    _ phase: AdjointPhase, _ source: UnsafePointer<Float>, weights: UnsafePointer<Float>, rows: Int,
    bias: UnsafePointer<Float>?, into target: UnsafeMutablePointer<Float>
  ) {
    phase.pixels.withUnsafeBufferPointer { pixels in
      phase.targets.withUnsafeBufferPointer { targets in
        phase.taps.withUnsafeBufferPointer { taps in
          guard let targets = targets.baseAddress else { return }
          IndexedProduct.run(
            source, lanes: UnsafeBufferPointer(rebasing: pixels[0..<rows * phase.pixelsPerRow]),
            steps: taps, weights, bStride: geometry.input[2], columns: geometry.input[2],
            into: target, outputOffsets: targets, store: .assign(bias: bias))
        }
      }
    }
  }

  private func scatter(
    _ source: UnsafePointer<Float>, _ prepared: UnsafePointer<Float>, rows: Int,
    bias: UnsafePointer<Float>?, _ target: UnsafeMutablePointer<Float>,
    _ scratch: UnsafeMutablePointer<Float>, pixels: [Int32], columns: [Int32]
  ) {
    let columnCount = Self.columnCount(geometry)
    let pixelCount = rows * geometry.output[0] * geometry.output[1]
    pixels.withUnsafeBufferPointer { pixels in
      columns.withUnsafeBufferPointer { columns in
        guard let pixelBase = pixels.baseAddress, let columnBase = columns.baseAddress else {
          return
        }
        // The offsets of the first pixel's channels are 0, 1, 2, …: exactly the steps wanted here.
        Self.withConsecutive(geometry.outputChannels) { steps in
          IndexedProduct.run(
            source, lanes: UnsafeBufferPointer(start: pixelBase, count: pixelCount), steps: steps,
            prepared, bStride: columnCount, columns: columnCount, into: scratch,
            outputOffsets: columnBase, store: .assign(bias: nil))
        }
      }
    }
    for row in 0..<rows {
      let sample = geometry.input[0] * geometry.input[1] * geometry.input[2]
      clear(target + row * sample, bias: bias)
      add(
        scratch + row * geometry.output[0] * geometry.output[1] * columnCount,
        to: target + row * sample)
    }
  }

  private static func withConsecutive(
    _ count: Int, _ body: (UnsafeBufferPointer<Int32>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { steps in
      for index in 0..<count { steps[index] = Int32(index) }
      body(UnsafeBufferPointer(steps))
    }
  }

  private func clear(_ image: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>?) {
    let channels = geometry.input[2]
    for index in 0..<geometry.input[0] * geometry.input[1] * channels {
      image[index] = bias.map { $0[index % channels] } ?? 0
    }
  }

  private func add(_ columns: UnsafePointer<Float>, to image: UnsafeMutablePointer<Float>) {
    let channels = geometry.input[2]
    let run = geometry.kernel[1] * channels
    var column = columns
    for oy in 0..<geometry.output[0] {
      for ox in 0..<geometry.output[1] {
        let left = ox * geometry.stride - geometry.padding
        let first = max(0, -left) * channels
        let last = min(run, (geometry.input[1] - left) * channels)
        for ky in 0..<geometry.kernel[0] {
          let y = oy * geometry.stride - geometry.padding + ky
          if y >= 0, y < geometry.input[0], first < last {
            let line = image + (y * geometry.input[1] + left) * channels
            for index in first..<last { line[index] += column[index] }
          }
          column += run
        }
      }
    }
  }
}
