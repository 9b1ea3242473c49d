package import Tensors

/// The interventional robustness score, IRS (Suter, Miladinovic, Schölkopf, Bauer 2019): whether a
/// latent stays constant when all factors but one change.
///
/// Samples are grouped by one factor m, sorted into bins. Within a group the deviation of latent k
/// from its group's mean has a 99th percentile; the score is 1 minus its mean over groups, divided
/// by the largest deviation of k from its overall mean. A latent's score is the largest over
/// factors; the mean over latents is weighted by their largest deviation.
package struct InterventionalRobustness: Sendable, Equatable, Codable {
  /// The robustness of every latent under a fixed factor, `[latents, factors]`; 0 for a latent that
  /// does not vary.
  package let matrix: Matrix
  /// The largest of every latent's row, 0 without factors.
  package let perLatent: [Double]
  /// The mean over latents, weighted by their largest deviation; 0 where none varies.
  package let value: Double

  private static let quantile = 0.99

  /// Scores codes, `[samples, latents]`, against the factors of the same samples, `[samples,
  /// factors]`.
  package init(codes: Tensor, factors: Tensor, discretizer: Discretizer = Discretizer()) {
    let (codes, factors) = SampleColumn.all(of: codes, and: factors)
    let groups = factors.map { Self.groups(discretizer.bins(of: $0), discretizer.binCount) }
    let largest = codes.map { $0.centered.reduce(0) { max($0, abs($1)) } }
    matrix = Matrix(
      rowCount: codes.count, columnCount: factors.count,
      elements: codes.indices.flatMap { latent in
        groups.map { groups in
          guard largest[latent] > 0 else { return 0 }
          let deviations = groups.map { Self.deviation(of: codes[latent].values, in: $0) }
          return 1 - deviations.reduce(0, +) / Double(groups.count) / largest[latent]
        }
      })
    let scores = (0..<matrix.rowCount).map { [matrix] in matrix.row($0).max() ?? 0 }
    perLatent = scores
    let weight = largest.reduce(0, +)
    value = weight > 0 ? zip(scores, largest).reduce(0) { $0 + $1.0 * $1.1 } / weight : 0
  }

  /// The samples of every occupied bin.
  private static func groups(_ bins: [Int], _ binCount: Int) -> [[Int]] {
    var groups = [[Int]](repeating: [], count: binCount)
    for (sample, bin) in bins.enumerated() { groups[bin].append(sample) }
    return groups.filter { !$0.isEmpty }
  }

  /// The percentile of distances from the group's mean, interpolated between samples.
  private static func deviation(of values: [Double], in group: [Int]) -> Double {
    let mean = group.reduce(0) { $0 + values[$1] } / Double(group.count)
    let distances = group.map { abs(values[$0] - mean) }.sorted()
    let position = quantile * Double(distances.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, distances.count - 1)
    return distances[lower] + (position - Double(lower)) * (distances[upper] - distances[lower])
  }
}
