/// A series reduced to at most ``limit`` points, each the median of neighbouring means, to judge its trend.
struct AlertCurve {
  /// The most points.
  static let limit = 256

  /// The first step of each point.
  let steps: [Double]
  /// The values.
  let values: [Double]
  /// The smoothed values: running medians over a sixteenth of the curve, at least five points.
  let smooth: [Double]
  /// The standard deviation of the noise: 1.4826 / √2 times the median absolute change from one value to the next,
  /// which is exact for Gaussian noise around a constant (1.4826 converts a median absolute deviation to a standard
  /// deviation, √2 accounts for the difference).
  let noise: Double

  init(_ series: Series) {
    let buckets = series.current
    let group = max(1, (buckets.count + Self.limit - 1) / Self.limit)
    var (steps, values): ([Double], [Double]) = ([], [])
    for start in stride(from: 0, to: buckets.count, by: group) {
      let members = buckets[start..<min(start + group, buckets.count)]
      steps.append(buckets[start].firstStep)
      values.append(Self.median(members.map(\.mean)))
    }
    let reach = max(2, values.count / 32)
    let smooth = values.indices.map { index in
      Self.median(Array(values[max(0, index - reach)..<min(values.count, index + reach + 1)]))
    }
    (self.steps, self.values, self.smooth) = (steps, values, smooth)
    let changes = zip(values.dropFirst(), values).map { abs($0 - $1) }
    noise = 1.4826 / 2.0.squareRoot() * Self.median(changes)
  }

  var count: Int { values.count }

  /// How far the curve fell from its start, the median of its first twentieth, to its lowest; not negative.
  var drop: Double {
    let start = Self.median(Array(values.prefix(max(3, count / 20))))
    return max(0, start - (smooth.min() ?? start))
  }

  /// The median; the lower one for an even number of values, 0 for none.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
  }
}
