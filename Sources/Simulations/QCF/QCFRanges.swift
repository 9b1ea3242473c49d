/// The ranges that the exponents of a data set are drawn from.
public struct QCFRanges: Codable, Sendable, Equatable {
  /// The exponent of `x` of the up distribution.
  public var upPower = -0.5...5.0
  /// The exponent of `1 - x` of the up distribution.
  public var upComplementPower = -0.5...5.0
  /// The exponent of `x` of the down distribution.
  public var downPower = -0.5...5.0
  /// The exponent of `1 - x` of the down distribution.
  public var downComplementPower = -0.5...5.0

  /// Creates the published ranges.
  public init() {}

  /// The ranges in the order of a data set's factors: a_u, b_u, a_d, b_d.
  public var all: [ClosedRange<Double>] {
    [upPower, upComplementPower, downPower, downComplementPower]
  }
}
