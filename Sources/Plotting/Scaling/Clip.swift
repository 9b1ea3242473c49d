import Numerics

/// Which part of the numbers a range covers.
package enum Clip: Sendable, Equatable {
  /// From the smallest to the largest.
  case minimumToMaximum
  /// The given percentage of the numbers, with equal parts left out at both ends.
  case percentile(Double)

  /// The name as on screen.
  package var label: String {
    switch self {
    case .minimumToMaximum: "min-max"
    case .percentile(let share): NumberText.compact(share, digits: 4) + "%"
    }
  }

  /// The range that covers some numbers.
  ///
  /// - Parameter values: The numbers; those not finite are ignored.
  /// - Returns: The lower and upper end, interpolated between neighbours; `nil` without a finite number.
  package func range(of values: some Collection<Float>) -> (lower: Float, upper: Float)? {
    switch self {
    case .minimumToMaximum:
      return Self.extremes(of: Array(values))
    case .percentile(let share):
      precondition(share > 0 && share <= 100, "Clip.percentile: \(share)")
      let sorted = values.filter(\.isFinite).sorted()
      guard !sorted.isEmpty else { return nil }
      let tail = (100 - share) / 200
      return (Self.quantile(tail, of: sorted), Self.quantile(1 - tail, of: sorted))
    }
  }

  /// The extremes of an array, because a loop over an unspecialised collection costs a quarter of a frame.
  private static func extremes(of values: [Float]) -> (Float, Float)? {
    var (lower, upper) = (Float.infinity, -Float.infinity)
    for value in values where value.isFinite {
      lower = min(lower, value)
      upper = max(upper, value)
    }
    return lower <= upper ? (lower, upper) : nil
  }

  private static func quantile(_ fraction: Double, of sorted: [Float]) -> Float {
    let position = fraction * Double(sorted.count - 1)
    let index = Int(clamping: position, to: 0...sorted.count - 1)
    let next = min(index + 1, sorted.count - 1)
    let weight = Float(position - Double(index))
    let value = sorted[index] * (1 - weight) + sorted[next] * weight
    // Rounding of the weights may exceed the largest number.
    return min(max(value, sorted[index]), sorted[next])
  }
}
