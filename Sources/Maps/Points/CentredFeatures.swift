import Tensors

/// Features minus their mean where it is far from zero, subtracted in double precision before rounding to single.
///
/// Distances, principal components and t-SNE do not depend on the origin, but rounding does: around 10^8 single
/// precision resolves nothing below 8. Features near zero are not changed.
struct CentredFeatures {
  /// How many standard deviations from zero a mean must lie to be subtracted: up to there single precision loses
  /// three of its 24 bits.
  private static let farness = 8.0

  /// The mean of every feature that lies far from zero, over its finite values; 0 for the others.
  let origin: [Double]
  /// `[points, features]` minus ``origin``.
  let features: Tensor

  /// Centres the rows of an array.
  ///
  /// - Parameters:
  ///   - elements: `[points, features]`, row-major; values that are not finite are kept.
  ///   - width: The number of features, at least 1.
  init<Element: BinaryFloatingPoint>(_ elements: [Element], width: Int) {
    precondition(
      width > 0 && elements.count.isMultiple(of: width),
      "CentredFeatures: \(elements.count) elements in rows of \(width)")
    let count = elements.count / width
    let origin = elements.withUnsafeBufferPointer {
      Self.origin(of: $0, count: count, width: width)
    }
    self.origin = origin
    features = Tensor(shape: [count, width]) { centred in
      for row in 0..<count {
        for feature in 0..<width {
          let place = row * width + feature
          centred[place] = Float(Double(elements[place]) - origin[feature])
        }
      }
    }
  }

  /// Running means and sums of squares (Welford 1962), because sums of very large values would overflow.
  private static func origin<Element: BinaryFloatingPoint>(
    of elements: UnsafeBufferPointer<Element>, count: Int, width: Int
  ) -> [Double] {
    var means = [Double](repeating: 0, count: width)
    var squares = [Double](repeating: 0, count: width)
    var counts = [Double](repeating: 0, count: width)
    for row in 0..<count {
      for feature in 0..<width {
        let value = Double(elements[row * width + feature])
        guard value.isFinite else { continue }
        counts[feature] += 1
        let change = value - means[feature]
        means[feature] += change / counts[feature]
        squares[feature] += change * (value - means[feature])
      }
    }
    return means.indices.map { feature in
      let deviation = (squares[feature] / max(counts[feature], 1)).squareRoot()
      return means[feature].magnitude > farness * deviation && means[feature].isFinite
        ? means[feature] : 0
    }
  }
}
