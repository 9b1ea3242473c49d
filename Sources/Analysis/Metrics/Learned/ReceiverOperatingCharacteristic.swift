/// How well a score separates positives from negatives, over all thresholds (Fawcett, Pattern
/// Recognition Letters 27, 2006).
///
/// NaN counts as minus infinity.
package struct ReceiverOperatingCharacteristic: Sendable, Equatable {
  /// The rates at a threshold.
  package struct Point: Sendable, Equatable, Codable {
    /// The fraction of negatives with at least the threshold.
    package let falsePositiveRate: Double
    /// The fraction of positives with at least the threshold.
    package let truePositiveRate: Double
  }

  /// Positives and negatives with the same score.
  private struct Tie: Sendable, Equatable {
    var positives = 0
    var negatives = 0
  }

  /// The AUROC, the probability that a positive scores higher than a negative, ties counting half: 1 is perfect,
  /// 0.5 chance.
  package let area: Double

  /// In descending order of the score.
  private let ties: [Tie]

  /// Compares the scores of two classes; `nil` when one has no members.
  ///
  /// - Parameters:
  ///   - positives: The scores of the positives, which should be high.
  ///   - negatives: The scores of the negatives.
  /// - Complexity: O(*n* log *n*).
  package init?(positives: [Double], negatives: [Double]) {
    guard !positives.isEmpty, !negatives.isEmpty else { return nil }
    ties = Self.ties(positives, negatives)
    area = Self.area(ties, positives.count, negatives.count)
  }

  /// The curve from (0, 0) to (1, 1), a point for every distinct score.
  package var points: [Point] {
    let positives = Double(ties.reduce(0) { $0 + $1.positives })
    let negatives = Double(ties.reduce(0) { $0 + $1.negatives })
    var sum = Tie()
    return [Point(falsePositiveRate: 0, truePositiveRate: 0)]
      + ties.map { tie in
        sum.positives += tie.positives
        sum.negatives += tie.negatives
        return Point(
          falsePositiveRate: Double(sum.negatives) / negatives,
          truePositiveRate: Double(sum.positives) / positives)
      }
  }

  private static func ties(_ positives: [Double], _ negatives: [Double]) -> [Tie] {
    let scores =
      positives.map { (score: $0.isNaN ? -.infinity : $0, isPositive: true) }
      + negatives.map { (score: $0.isNaN ? -.infinity : $0, isPositive: false) }
    var ties: [Tie] = []
    var previous = Double.nan
    for (score, isPositive) in scores.sorted(by: { $0.score > $1.score }) {
      if score != previous { ties.append(Tie()) }
      previous = score
      if isPositive {
        ties[ties.count - 1].positives += 1
      } else {
        ties[ties.count - 1].negatives += 1
      }
    }
    return ties
  }

  /// Counts the pairs whose positive scores higher, and half of the ties.
  private static func area(_ ties: [Tie], _ positives: Int, _ negatives: Int) -> Double {
    var above = 0
    var pairs = 0.0
    for tie in ties {
      pairs += Double(tie.negatives) * (Double(above) + Double(tie.positives) / 2)
      above += tie.positives
    }
    return pairs / (Double(positives) * Double(negatives))
  }
}

extension ReceiverOperatingCharacteristic {
  /// The confidence interval of the area, by the percentile bootstrap.
  ///
  /// Positives and negatives are resampled separately, with replacement; the bounds are percentiles of the
  /// resulting areas (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3).
  ///
  /// - Parameters:
  ///   - confidence: The confidence level, below 1.
  ///   - resampleCount: The number of resamples, at least one.
  ///   - seed: The seed of the draws.
  /// - Returns: The interval.
  /// - Complexity: O(*resamples* x *n*).
  package func areaInterval(
    confidence: Double = 0.95, resampleCount: Int = 1000, seed: UInt64
  ) -> ClosedRange<Double> {
    precondition(
      (0..<1).contains(confidence) && resampleCount > 0,
      "areaInterval: confidence \(confidence), \(resampleCount) resamples")
    let positives = members(\.positives)
    let negatives = members(\.negatives)
    var areas = (0..<resampleCount).map { resample in
      var random = EvaluationDraw.bootstrap.random(seed: seed, row: resample)
      var drawn = [Tie](repeating: Tie(), count: ties.count)
      for _ in positives { drawn[positives[random.index(below: positives.count)]].positives += 1 }
      for _ in negatives { drawn[negatives[random.index(below: negatives.count)]].negatives += 1 }
      return Self.area(drawn, positives.count, negatives.count)
    }
    areas.sort()
    let tail = (1 - confidence) / 2
    let low = Int(tail * Double(resampleCount))
    return areas[low]...areas[resampleCount - 1 - low]
  }

  /// The index of the tie of every member of a class.
  private func members(_ count: KeyPath<Tie, Int>) -> [Int] {
    ties.indices.flatMap { Array(repeating: $0, count: ties[$0][keyPath: count]) }
  }
}
