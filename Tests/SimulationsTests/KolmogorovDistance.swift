/// The largest distance between the empirical distribution of values and a distribution function.
///
/// Values that are equal, as many are that a `Double` cannot tell from an end, count as one.
func kolmogorovDistance(
  _ values: [some BinaryFloatingPoint], from cumulative: (Double) -> Double
) -> Double {
  let sorted = values.map { Double($0) }.sorted()
  let count = Double(sorted.count)
  var distance = 0.0
  var start = 0
  while start < sorted.count {
    var end = start + 1
    while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
    let expected = cumulative(sorted[start])
    // Just below tied values the function may have jumped from anywhere.
    let below = end == start + 1 ? expected - Double(start) / count : 0
    distance = max(distance, abs(below), abs(Double(end) / count - expected))
    start = end
  }
  return distance
}

/// The distance that one in a million empirical distributions of a size exceeds:
/// `sqrt(ln(2 / 1e-6) / (2 count))` (Massart 1990).
func kolmogorovLimit(_ count: Int) -> Double { (14.508 / (2 * Double(count))).squareRoot() }
