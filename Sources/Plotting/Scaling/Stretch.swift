import Platform

/// The curve between a number's place in its range and its place in the colour map.
package enum Stretch: String, Sendable, CaseIterable {
  /// As it is.
  case linear
  /// Linear when small, logarithmic when large: `asinh(x / a) / asinh(1 / a)` with `a` = 0.1.
  case asinh
  /// `log(1 + a x) / log(1 + a)` with `a` = 1000.
  case log
  /// The square root.
  case sqrt

  /// The name with its constant, as written under a picture.
  package var label: String {
    switch self {
    case .linear, .sqrt: rawValue
    case .asinh: "asinh a=.1"
    case .log: "log a=1000"
    }
  }

  /// The stretch after this one, in the order of a key that walks through them.
  package var next: Stretch {
    switch self {
    case .linear: .asinh
    case .asinh: .log
    case .log: .sqrt
    case .sqrt: .linear
    }
  }

  /// The stretched place of a number.
  ///
  /// - Parameter fraction: The place in the range; below 0 as 0, above 1 as 1.
  /// - Returns: The place in the map, from 0 to 1; not a number stays so.
  package func callAsFunction(_ fraction: Float) -> Float {
    guard fraction > 0 else { return fraction.isNaN ? fraction : 0 }
    guard fraction < 1 else { return 1 }
    return switch self {
    case .linear: fraction
    case .asinh: asinhf(fraction / 0.1) / asinhf(1 / 0.1)
    case .log: log1pf(1000 * fraction) / log1pf(1000)
    case .sqrt: fraction.squareRoot()
    }
  }
}
