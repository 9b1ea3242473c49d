/// Consecutive finite points of a series in one bucket: a single point, or the extremes and the mean of many.
///
/// Drawing a bucket as the line from one extreme to the other, in the order in which they came, shows every spike of
/// the points in it.
package struct SeriesBucket: Sendable, Equatable {
  /// The step of the first point.
  package internal(set) var firstStep: Double
  /// The step of the last point.
  package internal(set) var lastStep: Double
  /// The wall time of the last point in unix seconds; NaN where the log has none.
  package internal(set) var time: Double
  /// The smallest value.
  package internal(set) var minimum: Double
  /// The largest value.
  package internal(set) var maximum: Double
  /// The mean of the values.
  package internal(set) var mean: Double
  /// The value of the last point.
  package internal(set) var lastValue: Double
  /// The number of points, in 32 bits so that a bucket has 64 bytes.
  private var storedCount: UInt32
  /// Whether the smallest value came no later than the largest.
  package internal(set) var isMinimumFirst: Bool

  /// A bucket of one point.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - time: The wall time in unix seconds, or NaN.
  ///   - value: A finite value.
  package init(step: Double, time: Double, value: Double) {
    (firstStep, lastStep, self.time) = (step, step, time)
    (minimum, maximum, mean, lastValue) = (value, value, value, value)
    (storedCount, isMinimumFirst) = (1, true)
  }

  /// The number of points.
  package var count: Int { Int(truncatingIfNeeded: storedCount) }

  /// Whether a step is that of one of the points; for more than two, possibly if it fits their mean spacing.
  func evidence(of step: Double) -> StepEvidence {
    guard step >= firstStep, step <= lastStep else { return .none }
    guard step > firstStep, step < lastStep else { return .certain }
    guard storedCount > 2 else { return .none }
    let place = (step - firstStep) / ((lastStep - firstStep) / Double(storedCount - 1))
    return abs(place - place.rounded()) < 1e-6 * Double(storedCount) ? .possible : .none
  }

  /// Adds a point that came late, at a step between the first and the last.
  mutating func include(_ point: SeriesPoint) {
    let isEarly = point.step - firstStep < lastStep - point.step
    if point.value < minimum { (minimum, isMinimumFirst) = (point.value, isEarly) }
    if point.value > maximum { (maximum, isMinimumFirst) = (point.value, !isEarly) }
    let share = 1 / Double(storedCount + 1)
    mean = mean * (1 - share) + point.value * share
    addCount(1)
    if point.time > time { time = point.time }
  }

  @inline(__always)
  private mutating func addCount(_ more: UInt32) {
    let (sum, overflows) = storedCount.addingReportingOverflow(more)
    storedCount = overflows ? .max : sum
  }

  /// Adds a point after the others.
  @inline(__always)
  mutating func add(step: Double, time: Double, value: Double) {
    if value < minimum {
      (minimum, isMinimumFirst) = (value, false)
    } else if value > maximum {
      (maximum, isMinimumFirst) = (value, true)
    }
    let share = 1 / (Double(storedCount) + 1)
    mean = mean * (1 - share) + value * share
    addCount(1)
    (lastStep, lastValue, self.time) = (step, value, time)
  }

  /// Adds the points of a bucket that follows.
  mutating func merge(_ next: SeriesBucket) {
    let holdsMinimum = minimum <= next.minimum
    let holdsMaximum = maximum >= next.maximum
    isMinimumFirst =
      switch (holdsMinimum, holdsMaximum) {
      case (true, true): isMinimumFirst
      case (false, false): next.isMinimumFirst
      default: holdsMinimum
      }
    if !holdsMinimum { minimum = next.minimum }
    if !holdsMaximum { maximum = next.maximum }
    // Weights first: the sum of two large values would overflow.
    let share = Double(next.storedCount) / (Double(storedCount) + Double(next.storedCount))
    mean = mean * (1 - share) + next.mean * share
    addCount(next.storedCount)
    (lastStep, lastValue, time) = (next.lastStep, next.lastValue, next.time)
  }
}
