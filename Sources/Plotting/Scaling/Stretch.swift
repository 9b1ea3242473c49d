import Platform

/// The curve between a number's position in its range and its position in the colour map.
package enum Stretch: String, Sendable, CaseIterable {
  /// The identity.
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

  /// The stretch after this one, in the order of the key that cycles through them.
  package var next: Stretch {
    switch self {
    case .linear: .asinh
    case .asinh: .log
    case .log: .sqrt
    case .sqrt: .linear
    }
  }

  /// The stretched position of a number.
  ///
  /// - Parameter fraction: The position in the range, clamped to 0 … 1.
  /// - Returns: The position in the map, from 0 to 1; NaN stays NaN.
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
