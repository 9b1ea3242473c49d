/// The part of an axis that a plot shows, and the round numbers at which it is marked.
public struct AxisRange: Sendable, Equatable {
  /// The number at the beginning.
  public let lower: Double
  /// The number at the end, above ``lower``.
  public let upper: Double

  /// Creates a range; ends that are not finite, or not apart, are moved so that they are.
  ///
  /// - Parameters:
  ///   - lower: The number at the beginning.
  ///   - upper: The number at the end.
  public init(_ lower: Double, _ upper: Double) {
    let finite = [lower, upper].filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    // A single number is shown in the middle, with as much about it as keeps its digits apart: a tenth of a large one, as
    // much as itself of a small one, and of zero any.
    let size = least.magnitude
    let about = size > 1e-12 ? max(size * 0.1, min(size, 0.5)) : 0.5
    let margin = most - least > least.magnitude * 1e-9 ? 0 : about
    self.lower = max(least - margin, -Double.greatestFiniteMagnitude / 4)
    self.upper = min(most + margin, Double.greatestFiniteMagnitude / 4)
  }

  /// Creates the range of some numbers; those that are not finite do not count.
  ///
  /// - Parameter values: The numbers; 0 to 1 when none is finite.
  public init(covering values: some Sequence<Double>) {
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      least = min(least, value)
      most = max(most, value)
    }
    self.init(least, most)
  }

  /// Round numbers within the range, evenly spaced by 1, 2 or 5 times a power of ten.
  ///
  /// - Parameter count: The most numbers wanted.
  /// - Returns: The numbers from the smallest; never more than `count`, none for a count below 1.
  public func ticks(atMost count: Int) -> [Double] {
    guard count > 0 else { return [] }
    var step = 1.0
    let least = (upper - lower) / Double(count)
    while step < least { step *= 10 }
    while step / 10 >= least { step /= 10 }
    for part in [step / 5, step / 2, step, 2 * step, 5 * step, 10 * step] {
      let first = (lower / part - 1e-9).rounded(.up)
      let last = (upper / part + 1e-9).rounded(.down)
      guard part >= least * (1 - 1e-9), last >= first, last - first < Double(count) else {
        continue
      }
      return (0...Int(last - first)).map { (first + Double($0)) * part }
    }
    return []
  }
}
