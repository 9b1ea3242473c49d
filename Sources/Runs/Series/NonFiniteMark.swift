/// Where the values of a series were not finite: consecutive ones, or after decimation those of a range of steps.
package struct NonFiniteMark: Sendable, Equatable {
  /// What the values were, and how many.
  package internal(set) var counts: NonFiniteCounts
  /// The step of the first such value.
  package internal(set) var firstStep: Double
  /// The step of the last such value.
  package internal(set) var lastStep: Double

  /// A mark of one value that is not finite.
  init(step: Double, value: Double) {
    (counts, firstStep, lastStep) = (NonFiniteCounts(of: value), step, step)
  }

  /// The number of such values.
  package var count: Int { counts.total }

  /// A value of the first type that the mark has, NaN before the infinities.
  var value: Double {
    if counts.notANumber > 0 { return .nan }
    return counts.positiveInfinity > 0 ? .infinity : -.infinity
  }

  /// Adds the values of another mark.
  mutating func merge(_ next: NonFiniteMark) {
    counts += next.counts
    firstStep = min(firstStep, next.firstStep)
    lastStep = max(lastStep, next.lastStep)
  }
}
