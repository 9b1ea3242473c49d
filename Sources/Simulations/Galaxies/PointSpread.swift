import Platform

/// The profile of a point source after atmosphere and telescope, of unit flux.
package enum PointSpread: Sendable, Equatable {
  /// A Gaussian.
  case gaussian
  /// A Moffat profile, `(1 + (r / scale)^2)^-beta`, not truncated; `beta` within ``betaRange``.
  case moffat(beta: Double)

  /// The Moffat exponents that the renderer draws; 5 is the usual choice.
  package static let betaRange: ClosedRange<Double> = 1.5...20

  /// The full width at half maximum of a Gaussian of unit standard deviation, `2 sqrt(2 ln 2)`.
  static let gaussianWidth = 2.3548200450309493

  /// The standard deviation of a Gaussian or the scale radius of a Moffat profile, in the unit of its
  /// full width at half maximum.
  func scale(width: Double) -> Double {
    switch self {
    case .gaussian: width / Self.gaussianWidth
    case .moffat(let beta): width / (2 * (exp2(1 / beta) - 1).squareRoot())
    }
  }

  /// The distance from the centre, in units of ``scale(width:)``, beyond which the profile stays
  /// below a millionth of its peak.
  var reach: Double {
    switch self {
    case .gaussian: (2 * log(1e6)).squareRoot()
    case .moffat(let beta): (pow(1e6, 1 / beta) - 1).squareRoot()
    }
  }
}

extension PointSpread: LosslessStringConvertible {
  /// The text of a setting: `gaussian`, or `moffat:` and the exponent.
  package var description: String {
    switch self {
    case .gaussian: "gaussian"
    case .moffat(let beta): "moffat:\(beta)"
    }
  }

  /// Reads `gaussian`, `moffat` (exponent 5) or `moffat:BETA`; `nil` for any other text.
  package init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("gaussian", 1): self = .gaussian
    case ("moffat", 1): self = .moffat(beta: 5)
    case ("moffat", 2):
      guard let beta = Double(parts[1]), Self.betaRange.contains(beta) else { return nil }
      self = .moffat(beta: beta)
    default: return nil
    }
  }
}

extension PointSpread: Codable {
  /// Reads the text of a setting.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let pointSpread = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "unknown point-spread function \"\(text)\"")
    }
    self = pointSpread
  }

  /// Writes the text of a setting.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
