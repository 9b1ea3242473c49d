import Plotting
import Tensors

extension ExplorerState {
  /// The scale that source, decoded, simulator and sweep share: all of their samples, with the chosen stretch.
  var sampleScale: DisplayScale {
    let values =
      (decoded?.sample.elements ?? []) + (source?.encoded.sample.elements ?? [])
      + (simulation?.sample?.sample.elements ?? [])
    return DisplayScale(covering: values, stretch: look.stretch)
  }

  /// Source less decoded; `nil` without both.
  var residual: Tensor? {
    guard let decoded = decoded?.sample, let source = source?.encoded.sample else { return nil }
    return source.less(decoded)
  }

  /// Decoded less the simulator's noiseless sample; `nil` unless both are there.
  var simulatorDifference: Tensor? {
    guard let decoded = decoded?.sample, let simulated = simulation?.sample else { return nil }
    return decoded.less(simulated.sample)
  }
}

extension ScalarImage {
  /// A sample as a picture of one number per pixel, the mean over its channels.
  ///
  /// - Parameter sample: `[height, width, channels]`.
  init(_ sample: Tensor) {
    let (height, width, channels) = (sample.shape[0], sample.shape[1], sample.shape[2])
    guard channels > 1 else {
      self.init(width: width, height: height, values: sample.elements)
      return
    }
    let values = (0..<height * width).map { pixel in
      sample.elements[pixel * channels..<(pixel + 1) * channels].reduce(0, +) / Float(channels)
    }
    self.init(width: width, height: height, values: values)
  }
}

extension SnapshotPicture {
  /// The smallest side of a written picture; pixels are enlarged by a whole number to reach it.
  private static let leastSide = 256

  /// A sample in the stretch and colours on screen.
  init(_ sample: Tensor, scale: DisplayScale, colorMap: ColorMap) {
    let image = ScalarImage(sample)
    let side = max(1, min(image.width, image.height))
    let zoom = max(1, (Self.leastSide + side - 1) / side)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(3 * image.width * image.height * zoom * zoom)
    for row in 0..<image.height {
      var line: [UInt8] = []
      for column in 0..<image.width {
        let color = colorMap.rgb(at: scale(image[column, row]))
        for _ in 0..<zoom { line += [color.red, color.green, color.blue] }
      }
      for _ in 0..<zoom { pixels += line }
    }
    self.init(width: image.width * zoom, height: image.height * zoom, pixels: pixels)
  }
}

extension SnapshotPicture {
  /// Curves on white, with axes.
  init(_ plot: CurvePlot) {
    let bitmap = PixelBitmap.curves(plot)
    self.init(width: bitmap.width, height: bitmap.height, pixels: bitmap.pixels)
  }
}

extension Tensor {
  /// Element by element; `nil` for different shapes.
  fileprivate func less(_ other: Tensor) -> Tensor? {
    guard shape == other.shape else { return nil }
    return Tensor(shape: shape, elements: zip(elements, other.elements).map { $0 - $1 })
  }

  /// One entry of the first axis as a tensor of its own.
  func sample(_ index: Int) -> Tensor {
    Tensor(shape: Array(shape.dropFirst()), elements: Array(row(index)))
  }
}
