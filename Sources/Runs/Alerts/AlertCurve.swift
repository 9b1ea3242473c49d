/// A series as at most ``limit`` points, each the median of neighbouring means, for judging its course.
struct AlertCurve {
  /// The most points.
  static let limit = 256

  /// The first step of each point.
  let steps: [Double]
  /// The values.
  let values: [Double]
  /// The values with the noise taken out: medians of a window of a sixteenth of the curve, five points at least.
  let smooth: [Double]
  /// The deviation of a value from its mean: 1.4826 / √2 times the median change from one value to the next, which is
  /// exact for normal noise around a level (1.4826 makes a deviation of a median distance, √2 is that of a difference).
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

  /// The middle value; of an even number the lower one, 0 of none.
  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
  }
}
