/// The exponents of the two distributions `x^a (1 - x)^b` behind the events, each above -1.
///
/// They are exponents, not the parameters of a Beta distribution, which are larger by one.
package struct QCFParameters: Sendable, Equatable {
  /// The exponent of `x` of the up distribution.
  package var upPower: Double
  /// The exponent of `1 - x` of the up distribution.
  package var upComplementPower: Double
  /// The exponent of `x` of the down distribution.
  package var downPower: Double
  /// The exponent of `1 - x` of the down distribution.
  package var downComplementPower: Double

  /// Creates parameters from factors in the order a_u, b_u, a_d, b_d.
  ///
  /// - Parameter factors: Four exponents, for which ``areValid(_:)`` holds.
  package init(factors: [Double]) {
    precondition(Self.areValid(factors), "QCFParameters: factors \(factors)")
    upPower = factors[0]
    upComplementPower = factors[1]
    downPower = factors[2]
    downComplementPower = factors[3]
  }

  /// The exponents for which all computations are accurate to rounding.
  package static let exponents: ClosedRange<Double> = -0.95...50

  /// Whether some numbers are four exponents within ``exponents``.
  package static func areValid(_ factors: [Double]) -> Bool {
    factors.count == 4 && factors.allSatisfy(exponents.contains)
  }

  /// The exponents in the order of a data set's factors: a_u, b_u, a_d, b_d.
  package var factors: [Double] { [upPower, upComplementPower, downPower, downComplementPower] }

  /// The up distribution.
  package var up: BetaDistribution {
    BetaDistribution(alpha: upPower + 1, beta: upComplementPower + 1)
  }

  /// The down distribution.
  package var down: BetaDistribution {
    BetaDistribution(alpha: downPower + 1, beta: downComplementPower + 1)
  }
}
