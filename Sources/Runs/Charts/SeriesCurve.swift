import Numerics

/// A series within a range of steps, reduced to few enough buckets to draw: smallest, largest and mean of neighbours.
///
/// Points are grouped by step and not by number, so that a curve keeps its shape regardless of the logging interval,
/// and the extremes of every group are kept, so that spikes stay visible.
package struct SeriesCurve: Sendable, Equatable {
  /// As many buckets as a plot of 512 columns of cells has columns of dots.
  package static let bucketLimit = 1024

  /// The buckets, oldest first.
  package let buckets: [SeriesBucket]
  /// Where the values were not finite.
  package let marks: [NonFiniteMark]
  /// How often the whole series was started again at a step that it had reached before.
  package let restartCount: Int
  /// The step and value of its newest point, finite or not; `nil` where a restart superseded all.
  package let newest: Point?

  /// A point of a series.
  package struct Point: Sendable, Equatable {
    /// The step.
    package let step: Double
    /// The value.
    package let value: Double
  }

  /// Gathers the points of a series that no restart superseded.
  ///
  /// - Parameters:
  ///   - series: The series.
  ///   - steps: The steps to cover; a bucket that overlaps them is included completely. All when `nil`.
  ///   - limit: The most buckets, at least 1.
  package init(_ series: Series, steps: ClosedRange<Double>? = nil, limit: Int = bucketLimit) {
    precondition(limit >= 1, "SeriesCurve: \(limit) buckets")
    var (buckets, marks) = (series.current, series.currentMarks)
    if let steps {
      buckets = buckets.filter {
        $0.lastStep >= steps.lowerBound && $0.firstStep <= steps.upperBound
      }
      marks = marks.filter { $0.lastStep >= steps.lowerBound && $0.firstStep <= steps.upperBound }
    }
    self.buckets = Self.gathered(buckets, limit: limit)
    self.marks = marks
    restartCount = series.restartCount
    newest = series.last.map { Point(step: $0.step, value: $0.value) }
  }

  /// The bucket with the value at a step: the last that begins there or before, else the first.
  package func bucket(at step: Double) -> SeriesBucket? {
    var (low, high) = (0, buckets.count)
    while low < high {
      let middle = (low + high) / 2
      if buckets[middle].firstStep <= step { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? buckets[low - 1] : buckets.first
  }

  /// Merges the buckets that begin in the same of `limit` equal ranges of steps.
  private static func gathered(_ buckets: [SeriesBucket], limit: Int) -> [SeriesBucket] {
    guard buckets.count > limit, let first = buckets.first, let last = buckets.last else {
      return buckets
    }
    let start = first.firstStep
    let span = last.firstStep - start
    let width = (span > 0 ? span : 1) / Double(limit)
    var gathered: [SeriesBucket] = []
    gathered.reserveCapacity(limit)
    var present = -1
    for bucket in buckets {
      let stretch = Int(
        clamping: (bucket.firstStep - start) / width, to: 0...limit - 1)
      if stretch == present {
        gathered[gathered.count - 1].merge(bucket)
      } else {
        gathered.append(bucket)
        present = stretch
      }
    }
    return gathered
  }
}

extension SeriesCurve {
  /// The means of the points within a reach of every bucket, weighted by their number.
  ///
  /// - Parameter reach: The steps to either side of a bucket's middle; 0 leaves the means unchanged.
  /// - Returns: A value for every bucket.
  package func means(within reach: Double) -> [Double] {
    let middles = buckets.map { $0.firstStep / 2 + $0.lastStep / 2 }
    var (low, high) = (0, 0)
    return buckets.indices.map { index in
      while middles[index] - middles[low] > reach { low += 1 }
      while high < buckets.count, middles[high] - middles[index] <= reach { high += 1 }
      // Summed afresh for every position: a running sum would keep the rounding error of a far larger value.
      let count = buckets[low..<high].reduce(0.0) { $0 + Double($1.count) }
      return buckets[low..<high].reduce(0.0) { $0 + $1.mean * (Double($1.count) / count) }
    }
  }
}
