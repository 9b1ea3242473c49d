/// The density of a quantity whose quantiles are known, as means over bins of equal width.
///
/// The quantiles are sorted first, as a learned quantile curve need not be monotone (monotone rearrangement,
/// Chernozhukov, Fernández-Val and Galichon 2010). Between them the distribution function is linear, from
/// probability `(i + 1/2) / n` to the next (Hazen 1914), and half a step of probability lies beyond either end; the
/// mean density over a bin is the increase of the function over it, divided by its width.
package struct QuantileDensity: Sendable {
  /// The finite quantiles in ascending order.
  private let quantiles: [Double]

  /// Takes quantiles at evenly spaced probabilities.
  ///
  /// - Parameter quantiles: The values, in any order; values that are not finite are ignored.
  package init(quantiles: some Sequence<Double>) {
    self.quantiles = quantiles.filter(\.isFinite).sorted()
  }

  /// The probability of a value or less.
  ///
  /// - Parameter value: The value.
  /// - Returns: From 0 below the smallest quantile to 1 above the largest; 0 without quantiles.
  package func probability(upTo value: Double) -> Double {
    guard let first = quantiles.first, let last = quantiles.last, value >= first else { return 0 }
    guard value < last else { return 1 }
    var (lower, upper) = (0, quantiles.count - 1)
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if quantiles[middle] <= value { lower = middle } else { upper = middle }
    }
    let share = (value - quantiles[lower]) / (quantiles[upper] - quantiles[lower])
    return (Double(lower) + share + 0.5) / Double(quantiles.count)
  }

  /// The mean density over every bin between edges.
  ///
  /// - Parameter edges: The edges in ascending order.
  /// - Returns: One number per bin, per unit of the values; 0 for a bin without width.
  package func means(between edges: [Double]) -> [Double] {
    let rises = edges.map(probability)
    return edges.indices.dropFirst().map { index in
      let width = edges[index] - edges[index - 1]
      return width > 0 ? (rises[index] - rises[index - 1]) / width : 0
    }
  }
}
