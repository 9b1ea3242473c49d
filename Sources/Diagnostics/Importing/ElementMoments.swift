package import Tensors

/// The extremes, the mean and the standard deviation of the elements of some samples.
package struct ElementMoments: Sendable, Equatable {
  /// The smallest element.
  package let minimum: Float
  /// The largest element.
  package let maximum: Float
  /// The mean.
  package let mean: Float
  /// The standard deviation.
  package let deviation: Float

  /// Measures samples, all of which are finite.
  package init(of samples: Tensor) {
    let count = Double(max(1, samples.count))
    let mean = samples.elements.reduce(0.0) { $0 + Double($1) } / count
    let squares = samples.elements.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    minimum = samples.elements.min() ?? 0
    maximum = samples.elements.max() ?? 0
    self.mean = Float(mean)
    deviation = Float((squares / count).squareRoot())
  }

  /// The largest number of a byte.
  private static let largestByte: Float = 255

  /// The extremes that are scaled to a fixed range: those of bytes where the data look like bytes.
  var scaledExtremes: (Float, Float) {
    let looksLikeBytes =
      minimum >= 0 && maximum > 1 && maximum <= Self.largestByte
      && maximum > Self.largestByte / 2
    if looksLikeBytes { return (0, Self.largestByte) }
    return minimum >= 0 && maximum <= 1 && maximum > 0.5 ? (0, 1) : (minimum, maximum)
  }
}
