import Storage
import Tensors

/// Samples in a row with their reconstructions below, black at the minimum and white at the maximum of each
/// sample.
struct ReconstructionSheet {
  /// `[samples, height, width, channels]`, in the unit of the data.
  let samples: Tensor
  /// Same shape as ``samples``.
  let reconstructions: Tensor

  /// The sheet, two samples high; `nil` unless samples have one channel or three.
  var picture: PNGImage? {
    let (count, height, width) = (samples.rowCount, samples.shape[1], samples.shape[2])
    let channels = samples.shape[3]
    guard channels == 1 || channels == 3, count * height * width > 0 else { return nil }
    var pixels = [UInt8](repeating: 0, count: 2 * height * count * width * channels)
    let stride = width * channels
    for index in 0..<count {
      let sample = samples.row(index)
      let (low, high) = (sample.min() ?? 0, sample.max() ?? 0)
      let scale = high > low ? 255 / (high - low) : 0
      for (row, elements) in [sample, reconstructions.row(index)].enumerated() {
        for (place, element) in elements.enumerated() {
          let (y, x) = place.quotientAndRemainder(dividingBy: stride)
          let level = (element - low) * scale
          pixels[((row * height + y) * count + index) * stride + x] = UInt8(
            level.isFinite ? min(max(level, 0), 255).rounded() : 0)
        }
      }
    }
    return PNGImage(width: count * width, height: 2 * height, channels: channels, pixels: pixels)
  }
}
