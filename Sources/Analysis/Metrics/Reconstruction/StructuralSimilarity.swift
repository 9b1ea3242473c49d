package import Tensors

/// The structural similarity index, SSIM (Wang, Bovik, Sheikh, Simoncelli 2004), by the conventions
/// of scikit-image: a uniform window of 7 x 7 pixels, variances and covariance with n - 1 = 48, K1
/// = 0.01 and K2 = 0.03, the mean over the windows that lie inside the picture and over channels.
package struct StructuralSimilarity: Sendable, Equatable {
  /// The side of the window in pixels.
  package static let windowSide = 7
  /// The largest possible pixel minus the smallest.
  package let dataRange: Double

  /// Creates an index for pixels of a positive range.
  package init(dataRange: Double) {
    precondition(
      dataRange > 0 && dataRange.isFinite, "StructuralSimilarity: range \(dataRange)")
    self.dataRange = dataRange
  }

  /// The index of every pair of pictures, `[pictures, height, width, channels]`.
  ///
  /// - Returns: From -1 to 1, 1 for equal pictures; 0 for a pair with an entry that is not finite; `nil` where
  ///   pictures are smaller than the window or have no channel.
  package func perPicture(_ originals: Tensor, _ reconstructions: Tensor) -> [Double]? {
    precondition(
      originals.shape == reconstructions.shape && originals.shape.count == 4,
      "StructuralSimilarity: shapes \(originals.shape) and \(reconstructions.shape)")
    let shape = originals.shape
    guard shape[1] >= Self.windowSide && shape[2] >= Self.windowSide && shape[3] > 0 else {
      return nil
    }
    return (0..<originals.rowCount).map { picture in
      let (first, second) = (originals.row(picture), reconstructions.row(picture))
      guard first.allSatisfy(\.isFinite) && second.allSatisfy(\.isFinite) else { return 0 }
      let sum = (0..<shape[3]).reduce(0.0) { sum, channel in
        let pixels = stride(from: channel, to: first.count, by: shape[3])
        return sum
          + index(
            pixels.map { Double(first[first.startIndex + $0]) },
            pixels.map { Double(second[second.startIndex + $0]) }, height: shape[1], width: shape[2]
          )
      }
      return sum / Double(shape[3])
    }
  }

  /// The mean of ``perPicture(_:_:)``; `nil` where that is `nil`, and without pictures.
  package func mean(_ originals: Tensor, _ reconstructions: Tensor) -> Double? {
    guard let indices = perPicture(originals, reconstructions), !indices.isEmpty else { return nil }
    return indices.reduce(0, +) / Double(indices.count)
  }

  private func index(_ first: [Double], _ second: [Double], height: Int, width: Int) -> Double {
    let windows = WindowMeans(side: Self.windowSide, height: height, width: width)
    let firstMeans = windows.means { first[$0] }
    let secondMeans = windows.means { second[$0] }
    let firstSquares = windows.means { first[$0] * first[$0] }
    let secondSquares = windows.means { second[$0] * second[$0] }
    let products = windows.means { first[$0] * second[$0] }
    let pixelCount = Double(Self.windowSide * Self.windowSide)
    let sampleShare = pixelCount / (pixelCount - 1)
    let (small, large) = (0.01 * dataRange, 0.03 * dataRange)
    let (luminance, contrast) = (small * small, large * large)
    let sum = firstMeans.indices.reduce(0.0) { sum, window -> Double in
      let (x, y) = (firstMeans[window], secondMeans[window])
      let xVariance = max(sampleShare * (firstSquares[window] - x * x), 0)
      let yVariance = max(sampleShare * (secondSquares[window] - y * y), 0)
      let covariance = sampleShare * (products[window] - x * y)
      let similarity = (2 * x * y + luminance) * (2 * covariance + contrast)
      let scale = (x * x + y * y + luminance) * (xVariance + yVariance + contrast)
      return sum + similarity / scale
    }
    return sum / Double(firstMeans.count)
  }
}
