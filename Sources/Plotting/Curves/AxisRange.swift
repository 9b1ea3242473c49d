import Numerics
import Platform

/// The part of an axis that a plot shows, and its round tick values.
package struct AxisRange: Sendable, Equatable {
  /// The number at the beginning.
  package let lower: Double
  /// The number at the end, above ``lower``.
  package let upper: Double

  /// Creates a range; ends that are not finite or not distinct are adjusted.
  ///
  /// - Parameters:
  ///   - lower: The number at the beginning.
  ///   - upper: The number at the end.
  package init(_ lower: Double, _ upper: Double) {
    let finite = [lower, upper].filter(\.isFinite)
    let (least, most) = (finite.min() ?? 0, finite.max() ?? 1)
    // A single number is shown in the middle, with a margin that keeps its digits distinguishable: a tenth of a large
    // one, its own magnitude for a small one, and any margin for zero.
    let size = least.magnitude
    let about = size > 1e-12 ? max(size * 0.1, min(size, 0.5)) : 0.5
    let margin = most - least > least.magnitude * 1e-9 ? 0 : about
    self.lower = max(least - margin, -Double.greatestFiniteMagnitude)
    self.upper = min(most + margin, Double.greatestFiniteMagnitude)
  }

  /// Creates the range of some numbers; those that are not finite are ignored.
  ///
  /// - Parameter values: The numbers; 0 to 1 when none is finite.
  package init(covering values: some Sequence<Double>) {
    var (least, most) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      least = min(least, value)
      most = max(most, value)
    }
    self.init(least, most)
  }

  /// Round numbers within the range, evenly spaced by 1, 2 or 5 times a power of ten.
  ///
  /// - Parameter count: The most ticks.
  /// - Returns: The numbers from the smallest; never more than `count`, none for a count below 1.
  package func ticks(atMost count: Int) -> [Double] {
    guard count > 0 else { return [] }
    // The width of the range may overflow.
    let least =
      (upper - lower).isFinite
      ? (upper - lower) / Double(count) : upper / Double(count) - lower / Double(count)
    guard least.isFinite, least > 0 else { return [] }
    let step = Self.powerOfTen(notBelow: least)
    for part in [step / 5, step / 2, step, 2 * step, 5 * step, 10 * step] {
      let first = (lower / part - 1e-9).rounded(.up)
      let last = (upper / part + 1e-9).rounded(.down)
      guard part >= least * (1 - 1e-9), part.isFinite, last >= first, last - first < Double(count)
      else { continue }
      return (0...Int(clamping: last - first, to: 0...count - 1)).map {
        (first + Double($0)) * part
      }
    }
    return []
  }

  /// Whether a number lies in the range, with the tolerance of a tick: a billionth of a step, where a step is at most
  /// some ten ranges long.
  func contains(_ value: Double) -> Bool {
    let fraction = value.fraction(from: lower, to: upper)
    return fraction >= -1e-7 && fraction <= 1 + 1e-7
  }

  /// The smallest power of ten that is not below a positive number; infinite beyond the largest.
  private static func powerOfTen(notBelow least: Double) -> Double {
    let exponent = Int(clamping: log10(least).rounded(.up), to: -330...330)
    let power = (0..<abs(exponent)).reduce(1.0) { power, _ in
      exponent < 0 ? power / 10 : power * 10
    }
    // The logarithm of a number near a power may round to the other side of it.
    if power < least { return power * 10 }
    return power / 10 >= least ? power / 10 : power
  }
}
