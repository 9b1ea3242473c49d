import Numerics

/// The rectangle that points of a plane lie in.
package struct ScatterBounds: Sendable, Equatable {
  /// The smallest value across.
  package var left: Double
  /// The largest value across.
  package var right: Double
  /// The smallest value upwards.
  package var bottom: Double
  /// The largest value upwards.
  package var top: Double

  /// Creates bounds.
  package init(left: Double, right: Double, bottom: Double, top: Double) {
    (self.left, self.right, self.bottom, self.top) = (left, right, bottom, top)
  }

  /// The number of points for quantiles.
  private static let subsetCount = 4096
  /// The fraction of points beyond the quantiles at each end.
  private static let tail = 0.005
  /// An outlier may widen the bounds of the others by this factor before it is left outside.
  private static let tolerance = 1.8

  /// Creates the bounds of points: of all of them, unless a few outliers would leave the others too little room;
  /// `nil` without a finite point.
  ///
  /// - Parameter positions: x and y of every point in turn; a point that is not finite is ignored.
  package init?(of positions: [Float]) {
    let count = positions.count / 2
    var low = SIMD2<Float>(repeating: .infinity)
    var high = -low
    var (xs, ys): ([Float], [Float]) = ([], [])
    let step = max(1, count / Self.subsetCount)
    for point in 0..<count {
      let place = SIMD2(positions[2 * point], positions[2 * point + 1])
      guard place.x.isFinite, place.y.isFinite else { continue }
      low = pointwiseMin(low, place)
      high = pointwiseMax(high, place)
      if point % step == 0 {
        xs.append(place.x)
        ys.append(place.y)
      }
    }
    guard low.x <= high.x else { return nil }
    (left, right) = Self.ends(Double(low.x), Double(high.x), of: xs)
    (bottom, top) = Self.ends(Double(low.y), Double(high.y), of: ys)
  }

  private static func ends(
    _ low: Double, _ high: Double, of subset: [Float]
  ) -> (Double, Double) {
    let sorted = subset.sorted()
    guard sorted.count > 2 else { return (low, high) }
    let rank = Int(clamping: tail * Double(sorted.count), to: 0...sorted.count - 1)
    let (lower, upper) = (Double(sorted[rank]), Double(sorted[sorted.count - 1 - rank]))
    guard upper > lower, high - low > tolerance * (upper - lower) else { return (low, high) }
    let margin = (tolerance - 1) / 2 * (upper - lower)
    return (max(low, lower - margin), min(high, upper + margin))
  }
}
