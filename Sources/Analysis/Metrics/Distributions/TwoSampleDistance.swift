/// Distances between the distributions of two samples.
package struct TwoSampleDistance: Sendable, Equatable, Codable {
  /// The Kolmogorov-Smirnov statistic: the largest difference of the two cumulative distributions, from 0 to 1.
  package let kolmogorovSmirnov: Double
  /// The critical value that samples of the same distribution exceed one time in twenty, `1.358 sqrt((n + m) / (n m))`.
  package let criticalValue: Double
  /// The first Wasserstein distance, in the unit of the samples: the area between the two cumulative distributions.
  package let wasserstein: Double

  /// Compares two samples; values that are not finite are left out.
  ///
  /// - Returns: `nil` where one of them is empty.
  package init?(_ first: [Double], _ second: [Double]) {
    let first = first.filter(\.isFinite).sorted()
    let second = second.filter(\.isFinite).sorted()
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let (n, m) = (Double(first.count), Double(second.count))
    let places = (first + second).sorted()
    var (below, belowOther) = (0, 0)
    var (largest, area) = (0.0, 0.0)
    for (index, place) in places.enumerated() {
      while below < first.count, first[below] <= place { below += 1 }
      while belowOther < second.count, second[belowOther] <= place { belowOther += 1 }
      let difference = (Double(below) / n - Double(belowOther) / m).magnitude
      largest = max(largest, difference)
      if index + 1 < places.count { area += difference * (places[index + 1] - place) }
    }
    kolmogorovSmirnov = largest
    criticalValue = 1.358 * ((n + m) / (n * m)).squareRoot()
    wasserstein = area
  }
}
