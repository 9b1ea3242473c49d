/// The ranges that the exponents of a data set are drawn from.
package struct QCFRanges: Codable, Sendable, Equatable {
  /// The exponent of `x` of the up distribution.
  package var upPower = -0.5...5.0
  /// The exponent of `1 - x` of the up distribution.
  package var upComplementPower = -0.5...5.0
  /// The exponent of `x` of the down distribution.
  package var downPower = -0.5...5.0
  /// The exponent of `1 - x` of the down distribution.
  package var downComplementPower = -0.5...5.0

  /// Creates the published ranges.
  package init() {}

  /// The ranges in the order of a data set's factors: a_u, b_u, a_d, b_d.
  package var all: [ClosedRange<Double>] {
    [upPower, upComplementPower, downPower, downComplementPower]
  }
}
