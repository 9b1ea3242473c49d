import Numerics

/// The distributions of a score over normal and anomalous samples on one axis.
package struct ScoreHistograms: Codable, Sendable, Equatable {
  /// The score at the left end of the axis.
  package let lower: Double
  /// The score at the right end of the axis.
  package let upper: Double
  /// The share of normal samples in every bin; the first and last bins include what lies beyond the ends.
  package let normal: [Double]
  /// The share of anomalous samples in every bin.
  package let anomalous: [Double]

  /// The number of bins.
  package static let binCount = 60
  /// The bins that are joined for ``overlap``: finer ones would count noise as difference.
  private static let joinedBins = 3
  /// The share of either sample that may lie beyond an end, so that a single outlier does not compress the rest.
  private static let tail = 0.01

  /// Counts two samples of a score, none of them empty.
  ///
  /// The axis extends from the smaller 1st percentile of both samples to the larger 99th; if all scores are
  /// equal, they are in the middle of an axis of length 1.
  package init(anomalous: [Double], normal: [Double]) {
    precondition(
      !anomalous.isEmpty && !normal.isEmpty,
      "ScoreHistograms: \(anomalous.count) anomalous and \(normal.count) normal scores")
    let ends = [anomalous, normal].map(Self.ends)
    let least = ends.map(\.lower).min() ?? 0
    let most = ends.map(\.upper).max() ?? 1
    let isPoint = !(most > least) || !(most - least).isFinite
    let start = isPoint ? least - 0.5 : least
    let width = isPoint ? 1 : most - least
    func shares(_ scores: [Double]) -> [Double] {
      var counts = [Int](repeating: 0, count: Self.binCount)
      for score in scores {
        let place = (score - start) / width * Double(Self.binCount)
        counts[Int(clamping: place, to: 0...Self.binCount - 1)] += 1
      }
      return counts.map { Double($0) / Double(scores.count) }
    }
    (lower, upper) = (start, isPoint ? start + width : most)
    self.normal = shares(normal)
    self.anomalous = shares(anomalous)
  }

  /// The overlap of both histograms, with three bins joined: 1 where they are equal, 0 where no bin has samples
  /// of both.
  package var overlap: Double {
    stride(from: 0, to: normal.count, by: Self.joinedBins).reduce(0) { sum, start in
      let bins = start..<min(start + Self.joinedBins, normal.count)
      return sum + min(normal[bins].reduce(0, +), anomalous[bins].reduce(0, +))
    }
  }

  /// The 1st and 99th percentiles of the scores.
  private static func ends(_ scores: [Double]) -> (lower: Double, upper: Double) {
    let sorted = scores.sorted()
    let skipped = Int(clamping: tail * Double(sorted.count), to: 0...sorted.count - 1)
    return (sorted[skipped], sorted[sorted.count - 1 - skipped])
  }
}
