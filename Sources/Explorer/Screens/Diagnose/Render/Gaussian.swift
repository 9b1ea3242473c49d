#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard normal distribution.
enum Gaussian {
  /// The probability between two values.
  static func share(from start: Double, to end: Double) -> Double {
    (erfc(-end * 0.5.squareRoot()) - erfc(-start * 0.5.squareRoot())) / 2
  }
}
