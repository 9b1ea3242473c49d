/// Consecutive finite points of a series as one: a single point, or the extremes and the mean of many.
///
/// Drawing a bucket as the line from one extreme to the other, in the order in which they came, shows every spike of
/// the points in it.
public struct SeriesBucket: Sendable, Equatable {
  /// The step of the first point.
  public internal(set) var firstStep: Int
  /// The step of the last point.
  public internal(set) var lastStep: Int
  /// The wall time of the last point in unix seconds; NaN where the log tells none.
  public internal(set) var time: Double
  /// The smallest value.
  public internal(set) var minimum: Double
  /// The largest value.
  public internal(set) var maximum: Double
  /// The mean of the values.
  public internal(set) var mean: Double
  /// The number of points.
  public internal(set) var count: Int
  /// Whether the smallest value came no later than the largest.
  public internal(set) var isMinimumFirst: Bool

  /// A bucket of one point.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - time: The wall time in unix seconds, or NaN.
  ///   - value: A finite value.
  public init(step: Int, time: Double, value: Double) {
    (firstStep, lastStep, self.time) = (step, step, time)
    (minimum, maximum, mean, count, isMinimumFirst) = (value, value, value, 1, true)
  }

  /// Adds a point behind the others.
  mutating func add(step: Int, time: Double, value: Double) {
    merge(SeriesBucket(step: step, time: time, value: value))
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
    let share = Double(next.count) / Double(count + next.count)
    mean = mean * (1 - share) + next.mean * share
    count += next.count
    (lastStep, time) = (next.lastStep, next.time)
  }
}
