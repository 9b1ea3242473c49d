package import Datasets

/// How the numbers of a data set become those that a model of another program was trained on.
package enum InputScale: String, Codable, Sendable, CaseIterable {
  /// The numbers of the data unchanged.
  case unchanged
  /// The least and the largest number become 0 and 1; bytes are divided by 255.
  case unit
  /// The least and the largest number become -1 and 1; bytes from 0 to 255.
  case symmetric
  /// The mean becomes 0 and the standard deviation 1.
  case standard

  /// The scale in words.
  package var words: String {
    switch self {
    case .unchanged: "the numbers of the data unchanged"
    case .unit: "the data scaled to 0...1"
    case .symmetric: "the data scaled to -1...1"
    case .standard: "the data with mean 0 and standard deviation 1"
    }
  }

  /// The transform for some data.
  ///
  /// - Parameter moments: The data's extremes, mean and deviation.
  /// - Returns: The transform; `nil` where the data are constant.
  package func transform(for moments: ElementMoments) -> PixelTransform? {
    let (least, largest) = moments.scaledExtremes
    guard largest > least else { return nil }
    return switch self {
    case .unchanged:
      PixelTransform(mode: .identity, minimum: moments.minimum, maximum: moments.maximum)
    case .unit: PixelTransform(mode: .paper, minimum: least, maximum: largest)
    case .symmetric: PixelTransform(mode: .paper, minimum: (least + largest) / 2, maximum: largest)
    case .standard:
      PixelTransform(
        mode: .paper, minimum: moments.mean, maximum: moments.mean + moments.deviation)
    }
  }
}
