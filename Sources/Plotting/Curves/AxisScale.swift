import Numerics
import Platform

/// How numbers become positions along an axis.
package enum AxisScale: Sendable, Equatable {
  /// Positions are the numbers themselves.
  case linear
  /// Positions are decimal logarithms of the difference to another number; numbers not above it have no position.
  case logarithmic(above: Double)

  /// A tick on an axis, and the number there.
  package struct Tick: Sendable, Equatable {
    /// The position.
    package let place: Double
    /// The number; above the origin of a logarithmic axis that is not zero it begins with a plus.
    package let label: String
  }

  /// The position of a number; NaN where it has none.
  package func place(of value: Double) -> Double {
    switch self {
    case .linear: value
    case .logarithmic(let origin): value > origin ? log10(value - origin) : .nan
    }
  }

  /// Ticks at round numbers within a range of positions.
  ///
  /// - Parameters:
  ///   - range: The positions that are shown.
  ///   - count: The most numbers wanted.
  /// - Returns: The numbers from the smallest, never more than `count`.
  package func ticks(in range: AxisRange, atMost count: Int) -> [Tick] {
    switch self {
    case .linear:
      let places = range.ticks(atMost: count)
      return places.map { Tick(place: $0, label: Self.label($0, among: places)) }
    case .logarithmic(let origin):
      let powers = Self.powers(in: range, atMost: count).map { pow(10, $0) }
        .filter(Self.hasPlace)
      // Where no power of ten is in the range, round numbers are the only ticks.
      let values =
        powers.isEmpty
        ? AxisRange(pow(10, range.lower), pow(10, range.upper)).ticks(atMost: count)
          .filter { Self.hasPlace($0) && range.contains(log10($0)) } : powers
      return values.map { value in
        let text =
          powers.isEmpty
          ? Self.label(value, among: values, signed: origin != 0)
          : NumberText.compact(value, signed: origin != 0)
        return Tick(place: log10(value), label: text)
      }
    }
  }

  /// Whether a number has a logarithm: powers of ten underflow or overflow outside the range of a double.
  private static func hasPlace(_ value: Double) -> Bool { value > 0 && value.isFinite }

  /// As many digits as distinguish neighbouring ticks, at least three.
  private static func label(
    _ value: Double, among places: [Double], signed: Bool = false
  ) -> String {
    guard let first = places.first, let last = places.last, places.count > 1 else {
      return NumberText.compact(value, signed: signed)
    }
    let step = (last - first) / Double(places.count - 1)
    let largest = max(first.magnitude, last.magnitude)
    // Ticks are multiples of 1, 2 or 5 times a power of ten: the first digit of the step is the last significant one.
    let digits =
      (log10(largest) + 1e-9).rounded(.down) - (log10(step) + 1e-9).rounded(.down) + 1
    return NumberText.compact(
      value, digits: digits.isFinite ? Int(clamping: digits, to: 3...9) : 3, signed: signed)
  }

  /// The largest magnitude of a decimal exponent, beyond that of any double.
  private static let farthestPower = 400.0

  /// Powers of ten, with their multiples by 2 and 5 where there is room.
  private static func powers(in range: AxisRange, atMost count: Int) -> [Double] {
    let (first, last) = (range.lower.rounded(.down), range.upper.rounded(.up))
    guard count > 0, first >= -Self.farthestPower, last <= Self.farthestPower else { return [] }
    let powers = (0...Int(clamping: last - first, to: 0...1000)).map { first + Double($0) }
    let candidates = [
      powers.flatMap { power in [1.0, 2, 5].map { power + log10($0) } },
      powers.flatMap { power in [1.0, 3].map { power + log10($0) } },
    ]
    let strides = (1...max(1, powers.count)).lazy.map { step in
      powers.filter { $0.truncatingRemainder(dividingBy: Double(step)) == 0 }
    }
    for places in candidates {
      let inside = places.filter { $0 >= range.lower && $0 <= range.upper }
      if inside.count >= 2, inside.count <= count { return inside }
    }
    return strides.map { $0.filter { $0 >= range.lower && $0 <= range.upper } }
      .first { $0.count <= count } ?? []
  }
}
