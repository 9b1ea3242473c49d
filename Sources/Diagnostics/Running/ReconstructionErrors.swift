import Analysis
import Datasets
import Tensors

/// The errors of decoded samples, one entry per sample.
struct ReconstructionErrors: Sendable {
  /// The mean squared error, in the squared unit of the data.
  var squared: [Double] = []
  /// The mean squared error of pixels scaled to 0...1; empty where samples are not images.
  var scaledSquared: [Double] = []
  /// The mean squared error of the decimal logarithms of the scaled pixels; likewise.
  var logSquared: [Double] = []
  /// The structural similarity of the scaled images; empty where samples are not images, or too small.
  var similarity: [Double] = []
  /// The peak signal-to-noise ratio by every image's own range, in decibels; `nil` for a constant image, empty
  /// where samples are not images.
  var ownRatio: [Double?] = []
  /// The structural similarity by every image's own range; likewise.
  var ownSimilarity: [Double?] = []

  init() {}

  /// Compares samples with the decoded ones.
  ///
  /// Pixels are scaled by the extremes of the training data, as the authors of the Aux-VAE do.
  init(_ samples: Tensor, _ decoded: Tensor, data: DataDescription, transform: PixelTransform) {
    squared = ReconstructionError.meanSquaredPerSample(samples, decoded)
    let range = transform.maximum - transform.minimum
    guard data.kind == .image, range > 0, range.isFinite else { return }
    func scaled(_ tensor: Tensor) -> Tensor {
      Tensor(
        shape: tensor.shape, elements: tensor.elements.map { ($0 - transform.minimum) / range })
    }
    let (samples, decoded) = (scaled(samples), scaled(decoded))
    scaledSquared = ReconstructionError.meanSquaredPerSample(samples, decoded)
    logSquared = ReconstructionError.logMeanSquaredPerSample(samples, decoded)
    measureSimilarity(samples, decoded)
  }

  /// Compares scaled images by the range of all images, which is 1, and by the own range of each.
  private mutating func measureSimilarity(_ samples: Tensor, _ decoded: Tensor) {
    let ranges = PictureRange.perPicture(samples)
    func own(_ value: (Int) -> Double) -> [Double?] {
      ranges.indices.map { ranges[$0] > 0 ? value($0) : nil }
    }
    ownRatio = own {
      PeakSignalToNoiseRatio.decibels(meanSquaredError: scaledSquared[$0], dataRange: ranges[$0])
    }
    let whole = ranges.map { _ in 1.0 }
    let indices = StructuralSimilarity.perPicture(
      samples, decoded, dataRanges: [whole, ranges.map { $0 > 0 ? $0 : 1 }])
    guard let indices else { return }
    similarity = indices[0]
    ownSimilarity = own { indices[1][$0] }
  }

  /// Adds the errors of more samples.
  mutating func append(_ other: ReconstructionErrors) {
    squared += other.squared
    scaledSquared += other.scaledSquared
    logSquared += other.logSquared
    similarity += other.similarity
    ownRatio += other.ownRatio
    ownSimilarity += other.ownSimilarity
  }

  /// The errors of some samples.
  func rows(_ rows: [Int]) -> ReconstructionErrors {
    func picked<Value>(_ values: [Value]) -> [Value] {
      values.isEmpty ? [] : rows.map { values[$0] }
    }
    var errors = self
    errors.squared = picked(squared)
    errors.scaledSquared = picked(scaledSquared)
    errors.logSquared = picked(logSquared)
    errors.similarity = picked(similarity)
    errors.ownRatio = picked(ownRatio)
    errors.ownSimilarity = picked(ownSimilarity)
    return errors
  }
}
