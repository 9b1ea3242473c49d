/// The largest distance between the empirical distribution of values and a distribution function, looked
/// at in some 500 values.
///
/// Values that are equal, as many are that a `Double` cannot tell from an end, count as one.
func kolmogorovDistance(
  _ values: [some BinaryFloatingPoint], from cumulative: (Double) -> Double
) -> Double {
  let sorted = values.map { Double($0) }.sorted()
  let count = Double(sorted.count)
  var distance = 0.0
  for place in stride(from: 0, to: sorted.count, by: max(1, sorted.count / 500)) {
    let start = sorted[...place].lastIndex { $0 < sorted[place] }.map { $0 + 1 } ?? 0
    let end = sorted[place...].firstIndex { $0 > sorted[place] } ?? sorted.count
    let expected = cumulative(sorted[place])
    // Just below tied values the function may have jumped from anywhere.
    if end == start + 1 { distance = max(distance, abs(expected - Double(start) / count)) }
    distance = max(distance, abs(Double(end) / count - expected))
  }
  return distance
}

/// The distance that one in a million empirical distributions of a size exceeds:
/// `sqrt(ln(2 / 1e-6) / (2 count))` (Massart 1990).
func kolmogorovLimit(_ count: Int) -> Double { (14.508 / (2 * Double(count))).squareRoot() }
