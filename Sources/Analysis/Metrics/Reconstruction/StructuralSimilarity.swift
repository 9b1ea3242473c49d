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
    let ranges = Array(repeating: dataRange, count: originals.rowCount)
    return Self.perPicture(originals, reconstructions, dataRanges: [ranges])?[0]
  }

  /// The index of every pair of pictures for several ranges, which share the windows.
  ///
  /// - Parameters:
  ///   - originals: `[pictures, height, width, channels]`.
  ///   - reconstructions: Likewise.
  ///   - dataRanges: Lists of one positive range per picture.
  /// - Returns: One list of indices per list of ranges, as ``perPicture(_:_:)`` gives them.
  package static func perPicture(
    _ originals: Tensor, _ reconstructions: Tensor, dataRanges: [[Double]]
  ) -> [[Double]]? {
    precondition(
      originals.shape == reconstructions.shape && originals.shape.count == 4
        && dataRanges.allSatisfy { $0.count == originals.rowCount },
      "StructuralSimilarity: shapes \(originals.shape) and \(reconstructions.shape), ranges of "
        + "\(dataRanges.map(\.count)) pictures")
    let shape = originals.shape
    guard shape[1] >= windowSide && shape[2] >= windowSide && shape[3] > 0 else { return nil }
    var indices = dataRanges.map { _ in [Double]() }
    for picture in 0..<originals.rowCount {
      let (first, second) = (originals.row(picture), reconstructions.row(picture))
      let isFinite = first.allSatisfy(\.isFinite) && second.allSatisfy(\.isFinite)
      let channels = isFinite ? Array(0..<shape[3]) : []
      let windows = channels.map { channel in
        let pixels = stride(from: channel, to: first.count, by: shape[3])
        return PictureWindows(
          pixels.map { Double(first[first.startIndex + $0]) },
          pixels.map { Double(second[second.startIndex + $0]) }, height: shape[1], width: shape[2])
      }
      for (list, ranges) in dataRanges.enumerated() {
        let similarity = StructuralSimilarity(dataRange: ranges[picture])
        let sum = windows.reduce(0) { $0 + similarity.index($1) }
        indices[list].append(sum / Double(shape[3]))
      }
    }
    return indices
  }

  /// The mean of ``perPicture(_:_:)``; `nil` where that is `nil`, and without pictures.
  package func mean(_ originals: Tensor, _ reconstructions: Tensor) -> Double? {
    guard let indices = perPicture(originals, reconstructions), !indices.isEmpty else { return nil }
    return indices.reduce(0, +) / Double(indices.count)
  }

  private func index(_ windows: PictureWindows) -> Double {
    let (small, large) = (0.01 * dataRange, 0.03 * dataRange)
    let (luminance, contrast) = (small * small, large * large)
    let sum = windows.firstMeans.indices.reduce(0.0) { sum, window -> Double in
      let (x, y) = (windows.firstMeans[window], windows.secondMeans[window])
      let variances = windows.firstVariances[window] + windows.secondVariances[window]
      let similarity = (2 * x * y + luminance) * (2 * windows.covariances[window] + contrast)
      return sum + similarity / ((x * x + y * y + luminance) * (variances + contrast))
    }
    return sum / Double(windows.firstMeans.count)
  }
}

/// What the windows of a pair of pictures say, whatever the range of their pixels.
private struct PictureWindows {
  let firstMeans: [Double]
  let secondMeans: [Double]
  /// With n - 1 in the denominator, like the covariances.
  let firstVariances: [Double]
  let secondVariances: [Double]
  let covariances: [Double]

  init(_ first: [Double], _ second: [Double], height: Int, width: Int) {
    let side = StructuralSimilarity.windowSide
    let windows = WindowMeans(side: side, height: height, width: width)
    let share = Double(side * side) / Double(side * side - 1)
    func products(_ left: [Double], _ right: [Double]) -> [Double] {
      windows.means(zip(left, right).map { $0 * $1 })
    }
    let (firstMeans, secondMeans) = (windows.means(first), windows.means(second))
    firstVariances = zip(products(first, first), firstMeans).map { max(share * ($0 - $1 * $1), 0) }
    secondVariances = zip(products(second, second), secondMeans).map {
      max(share * ($0 - $1 * $1), 0)
    }
    covariances = zip(products(first, second), zip(firstMeans, secondMeans)).map {
      share * ($0 - $1.0 * $1.1)
    }
    (self.firstMeans, self.secondMeans) = (firstMeans, secondMeans)
  }
}
