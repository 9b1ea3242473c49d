import Tensors

/// The adjoint for few input channels: all kernel columns of an output pixel at once, added up where
/// they land.
struct AdjointScatter: Sendable {
  private let geometry: ConvolutionGeometry
  /// The offset of every output pixel's channels, row by row of the batch.
  private let pixels: [Int32]
  /// The offset of every output pixel's kernel columns in the working memory.
  private let columns: [Int32]
  /// The offset of every output channel inside a pixel.
  private let channels: [Int32]
  /// Rows processed together, few enough that their columns stay in the cache until they are added up.
  private let blockRows: Int
  private let columnCount: Int
  /// Kernel columns of one sample.
  private let sampleColumns: Int
  private let read: Int
  private let written: Int

  init(_ geometry: ConvolutionGeometry, maximumRows: Int) {
    self.geometry = geometry
    let perRow = geometry.output[0] * geometry.output[1]
    let columnCount = Self.columnCount(geometry)
    self.columnCount = columnCount
    sampleColumns = perRow * columnCount
    read = geometry.output.reduce(1, *)
    written = geometry.input.reduce(1, *)
    blockRows = min(maximumRows, max(1, Self.blockElements / sampleColumns))
    pixels = (0..<blockRows * perRow).map { Int32($0 * geometry.outputChannels) }
    columns = (0..<blockRows * perRow).map { Int32($0 * columnCount) }
    channels = (0..<geometry.outputChannels).map { Int32($0) }
  }

  private static let blockElements = 1 << 15

  /// The maximum working memory for any number of rows.
  static func largestScratchCount(_ geometry: ConvolutionGeometry) -> Int {
    max(blockElements, scratchShape(geometry).reduce(1, *))
  }

  static func scratchShape(_ geometry: ConvolutionGeometry) -> [Int] {
    [geometry.output[0], geometry.output[1], columnCount(geometry)]
  }

  private static func columnCount(_ geometry: ConvolutionGeometry) -> Int {
    geometry.kernel[0] * geometry.kernel[1] * geometry.input[2]
  }

  func scratchCount(rows: Int) -> Int {
    min(rows, blockRows) * sampleColumns
  }

  func prepare(
    _ weights: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    transposeShare(
      weights, rows: columnCount, columns: geometry.outputChannels,
      stride: geometry.outputChannels, into: prepared, part: part, of: parts)
  }

  func run(
    _ source: UnsafePointer<Float>, prepared: UnsafePointer<Float>, rows: Int, epilogue: Epilogue,
    into target: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, share: WorkShare
  ) {
    let lines = share.range(in: geometry.input[0])
    let sources = sourceLines(of: lines)
    for first in stride(from: 0, to: rows, by: blockRows) {
      let count = min(blockRows, rows - first)
      multiply(source + first * read, prepared, rows: count, lines: sources, into: scratch)
      for row in 0..<count {
        let image = target + (first + row) * written
        (image + lines.lowerBound * lineCount).update(repeating: 0, count: lines.count * lineCount)
        add(scratch + row * sampleColumns, to: image, lines: lines, from: sources)
        finish(image, lines: lines, epilogue)
      }
    }
  }

  /// The elements of a line of the image.
  private var lineCount: Int { geometry.input[1] * geometry.input[2] }

  /// The lines of the convolution's output whose kernel columns land in lines of its input.
  private func sourceLines(of lines: Range<Int>) -> Range<Int> {
    let stride = geometry.strides[0]
    let reach = geometry.dilations[0] * (geometry.kernel[0] - 1)
    let first = max(0, lines.lowerBound + geometry.padding[0] - reach + stride - 1)
    let end = max(0, lines.upperBound + geometry.padding[0] + stride - 1)
    return min(first / stride, geometry.output[0])..<min(end / stride, geometry.output[0])
  }

  private func multiply(
    _ source: UnsafePointer<Float>, _ prepared: UnsafePointer<Float>, rows: Int, lines: Range<Int>,
    into scratch: UnsafeMutablePointer<Float>
  ) {
    let perRow = geometry.output[0] * geometry.output[1]
    let isWhole = lines.count == geometry.output[0]
    for row in 0..<(isWhole ? 1 : rows) {
      let first = row * perRow + lines.lowerBound * geometry.output[1]
      multiply(
        source, prepared,
        lanes: isWhole ? 0..<rows * perRow : first..<first + lines.count * geometry.output[1],
        into: scratch)
    }
  }

  private func multiply(
    _ source: UnsafePointer<Float>, _ prepared: UnsafePointer<Float>, lanes: Range<Int>,
    into scratch: UnsafeMutablePointer<Float>
  ) {
    pixels.withUnsafeBufferPointer { pixels in
      columns.withUnsafeBufferPointer { columns in
        channels.withUnsafeBufferPointer { channels in
          guard let columns = columns.baseAddress else { return }
          IndexedProduct.run(
            source, lanes: UnsafeBufferPointer(rebasing: pixels[lanes]), steps: channels, prepared,
            bStride: columnCount, columns: columnCount,
            into: scratch, outputOffsets: columns + lanes.lowerBound, store: .assign())
        }
      }
    }
  }

  /// Adds the kernel columns of output pixels to the lines of the image around them.
  private func add(
    _ columns: UnsafePointer<Float>, to image: UnsafeMutablePointer<Float>, lines: Range<Int>,
    from sources: Range<Int>
  ) {
    let width = geometry.output[1]
    for oy in sources {
      for ky in 0..<geometry.kernel[0] {
        let y = oy * geometry.strides[0] - geometry.padding[0] + ky * geometry.dilations[0]
        guard lines.contains(y) else { continue }
        addLine(
          columns + (oy * width * columnCount + ky * geometry.kernel[1] * geometry.input[2]),
          to: image + y * lineCount, count: lineCount)
      }
    }
  }

  /// Adds one kernel row of a line of output pixels to a line of the image.
  ///
  /// Neighbours overlap where the kernel is wider than the stride. Taking every second (third, …) pixel in
  /// a pass of its own keeps a load from waiting for the store just before it.
  private func addLine(
    _ columns: UnsafePointer<Float>, to line: UnsafeMutablePointer<Float>, count: Int
  ) {
    let channels = geometry.input[2]
    // Without dilation the elements of a kernel row land side by side.
    let run = geometry.dilations[1] == 1 ? geometry.kernel[1] * channels : channels
    let runs = geometry.kernel[1] * channels / run
    let step = geometry.strides[1] * channels
    let passes = max(1, (run + step - 1) / step)
    for part in 0..<runs {
      let offset = (part * geometry.dilations[1] - geometry.padding[1]) * channels
      for pass in 0..<passes {
        var ox = pass
        while ox < geometry.output[1] {
          addRun(
            columns + (ox &* columnCount &+ part &* run), count: run, to: line,
            from: ox &* step &+ offset, end: count)
          ox &+= passes
        }
      }
    }
  }

  /// Adds a run to a line; elements beyond either end of the line are dropped.
  @inline(__always)
  private func addRun(
    _ run: UnsafePointer<Float>, count: Int, to line: UnsafeMutablePointer<Float>, from start: Int,
    end: Int
  ) {
    var index = start < 0 ? 0 &- start : 0
    let last = start &+ count > end ? end &- start : count
    while index &+ 4 <= last {
      let place = UnsafeMutableRawPointer(line + (start &+ index))
      let addend = UnsafeRawPointer(run + index).loadUnaligned(as: SIMD4<Float>.self)
      place.storeBytes(
        of: place.loadUnaligned(as: SIMD4<Float>.self) + addend, as: SIMD4<Float>.self)
      index &+= 4
    }
    while index < last {
      line[start &+ index] += run[index]
      index &+= 1
    }
  }

  private func finish(
    _ image: UnsafeMutablePointer<Float>, lines: Range<Int>, _ epilogue: Epilogue
  ) {
    let channels = geometry.input[2]
    let slope = epilogue.negativeSlope ?? 1
    for channel in 0..<channels {
      let bias = epilogue.bias.map { $0[channel] } ?? 0
      for pixel in lines.lowerBound * geometry.input[1]..<lines.upperBound * geometry.input[1] {
        let value = image[pixel &* channels &+ channel] + bias
        image[pixel &* channels &+ channel] = value < 0 ? value * slope : value
      }
    }
  }
}
