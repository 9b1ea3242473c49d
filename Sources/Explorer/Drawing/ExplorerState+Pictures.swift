import Plotting
import Tensors

extension ExplorerState {
  /// Source minus decoded; `nil` without both.
  var residual: Tensor? {
    guard let decoded = decoded?.sample, let source = source?.encoded.sample else { return nil }
    return source.less(decoded)
  }

  /// Decoded minus the simulator's noiseless sample; `nil` without both.
  var simulatorDifference: Tensor? {
    guard let decoded = decoded?.sample, let simulated = simulation?.sample else { return nil }
    return decoded.less(simulated.sample)
  }
}

extension ScalarImage {
  /// A sample as an image of one number per pixel, the mean over its channels.
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
  /// An image for files.
  init(_ bitmap: PixelBitmap) {
    self.init(width: bitmap.width, height: bitmap.height, pixels: bitmap.pixels)
  }
}

extension Tensor {
  /// The elementwise difference; `nil` for different shapes.
  fileprivate func less(_ other: Tensor) -> Tensor? {
    guard shape == other.shape else { return nil }
    return Tensor(shape: shape, elements: zip(elements, other.elements).map { $0 - $1 })
  }

  /// One entry along the first axis.
  func sample(_ index: Int) -> Tensor {
    Tensor(shape: Array(shape.dropFirst()), elements: Array(row(index)))
  }
}
