/// How a detector smears the true value `x` of an event.
package struct QCFDetector: Sendable, Equatable {
  /// The form of the smearing.
  package enum Form: String, Codable, Sendable, CaseIterable {
    /// The measured value is normal around `x` with the variance `variance * x^2`.
    case centred
    /// The measured value is normal around 0 with that variance: only its spread depends on `x`.
    ///
    /// This is the literal reading of the publication; no information on the location survives.
    case literal
    /// The true value is measured.
    case none
  }

  /// The variances of a smearing detector.
  ///
  /// Below, the quadrature of the exact distribution would need too many nodes.
  package static let variances = 1e-4...100.0

  /// The form of the smearing; ``Form/none`` when the variance is 0.
  package let form: Form
  /// The variance of the measured value in units of `x^2`; 0 without smearing.
  package let variance: Double

  /// Creates a detector.
  ///
  /// - Parameters:
  ///   - form: The form of the smearing.
  ///   - variance: The variance in units of `x^2`, 0 or within ``variances``; 0 smears nothing.
  package init(_ form: Form = .centred, variance: Double = 0.1) {
    precondition(
      variance == 0 || Self.variances.contains(variance), "QCFDetector: variance \(variance)")
    let isIdeal = form == .none || variance == 0
    self.form = isIdeal ? .none : form
    self.variance = isIdeal ? 0 : variance
  }

  /// The standard deviation of the measured value in units of `x`.
  package var deviation: Double { variance.squareRoot() }

  /// The mean of the measured value in units of `x`.
  package var gain: Double { form == .literal ? 0 : 1 }

  /// The measured values within a number of standard deviations of the mean, over all `x` in `0...1`.
  package func range(deviations: Double) -> ClosedRange<Double> {
    min(0, gain - deviations * deviation)...max(gain + deviations * deviation, 0)
  }
}
