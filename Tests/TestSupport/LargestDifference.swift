/// The largest difference between two arrays, as a share of the largest expected entry.
///
/// - Parameters:
///   - found: What the program computed.
///   - expected: What it should be.
/// - Returns: Infinity when an entry is no number, the lengths differ, or all expected entries are zero
///   and not all found ones are.
package func largestDifference(
  _ found: some Collection<Float>, from expected: some Collection<Double>
) -> Double {
  guard found.count == expected.count else { return .infinity }
  var difference = 0.0
  var largest = 0.0
  for (found, expected) in zip(found, expected) {
    let distance = abs(Double(found) - expected)
    guard distance.isFinite else { return .infinity }
    difference = max(difference, distance)
    largest = max(largest, abs(expected))
  }
  if difference == 0 { return 0 }
  return largest == 0 ? .infinity : difference / largest
}

/// Where two arrays first differ in any bit, in words; `nil` when they do not.
package func firstDifference(
  _ found: some Collection<Float>, from expected: some Collection<Float>
) -> String? {
  guard found.count == expected.count else {
    return "\(found.count) elements, expected \(expected.count)"
  }
  for (index, pair) in zip(found, expected).enumerated()
  where pair.0.bitPattern != pair.1.bitPattern {
    return "\(pair.0) at \(index), expected \(pair.1)"
  }
  return nil
}
