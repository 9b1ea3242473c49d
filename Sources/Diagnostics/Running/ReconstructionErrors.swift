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
    similarity = StructuralSimilarity(dataRange: 1).perPicture(samples, decoded) ?? []
  }

  /// Adds the errors of more samples.
  mutating func append(_ other: ReconstructionErrors) {
    squared += other.squared
    scaledSquared += other.scaledSquared
    logSquared += other.logSquared
    similarity += other.similarity
  }
}
