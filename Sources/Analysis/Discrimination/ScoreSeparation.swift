/// How well a score separates anomalous samples from normal ones, in whichever direction they differ.
///
/// Anomalies may score lower than normal samples: what is simpler than the training data is reconstructed better. So
/// the AUROC is reported together with its direction. The larger of the AUROC and its complement is at least 0.5 by
/// construction, even where nothing differs; the interval shows whether the direction is significant.
package struct ScoreSeparation: Codable, Sendable, Equatable {
  /// The direction in which anomalous samples differ.
  package enum Direction: String, Codable, Sendable {
    /// Anomalous samples score higher.
    case higher
    /// Anomalous samples score lower.
    case lower
    /// The interval contains 0.5: the direction is undecided.
    case undecided
  }

  /// The area under the receiver operating characteristic curve (AUROC): the probability that an anomalous sample
  /// scores higher than a normal one, ties counting half.
  package let area: Double
  /// The lower end of the AUROC's 95% bootstrap interval.
  package let lower: Double
  /// The upper end of the AUROC's 95% bootstrap interval.
  package let upper: Double
  /// The number of anomalous samples.
  package let anomalousCount: Int
  /// The number of normal samples.
  package let normalCount: Int

  /// The resamples of the bootstrap.
  package static let resampleCount = 1000

  /// Compares two samples of a score; `nil` when one is empty.
  ///
  /// - Parameters:
  ///   - anomalous: The scores of anomalous samples.
  ///   - normal: The scores of normal samples.
  ///   - resampleCount: The resamples of the bootstrap.
  ///   - seed: The seed of the bootstrap.
  package init?(
    anomalous: [Double], normal: [Double], resampleCount: Int = ScoreSeparation.resampleCount,
    seed: UInt64
  ) {
    guard
      let curve = ReceiverOperatingCharacteristic(positives: anomalous, negatives: normal)
    else { return nil }
    let interval = curve.areaInterval(resampleCount: resampleCount, seed: seed)
    area = curve.area
    lower = interval.lowerBound
    upper = interval.upperBound
    anomalousCount = anomalous.count
    normalCount = normal.count
  }

  /// The direction in which anomalous samples differ, where the interval decides it.
  package var direction: Direction {
    if lower > 0.5 { return .higher }
    return upper < 0.5 ? .lower : .undecided
  }

  /// Whether the one-sided AUROC is below 0.5, regardless of its interval.
  package var isReversed: Bool { area < 0.5 }

  /// The larger of the AUROC and its complement, 0.5 to 1.
  package var twoSidedArea: Double { max(area, 1 - area) }

  /// The interval of ``twoSidedArea`` in the direction of ``area``; its lower end is below 0.5 where the direction is
  /// undecided.
  package var twoSidedInterval: (lower: Double, upper: Double) {
    isReversed ? (1 - upper, 1 - lower) : (lower, upper)
  }
}
