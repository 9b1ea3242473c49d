/// Which mixture of the up and the down distribution the events follow.
package enum CrossSection: String, Codable, Sendable, CaseIterable {
  /// Four fifths of the events follow up, one fifth down.
  case sigma1
  /// One fifth of the events follows up, four fifths down.
  case sigma2

  /// The probability that an event follows the up distribution.
  package var upShare: Double {
    switch self {
    case .sigma1: 0.8
    case .sigma2: 0.2
    }
  }
}
