package import Diagnostics

/// How the open model is to be measured.
package struct DiagnosisRequest: Sendable, Equatable {
  /// How many samples, and the seed.
  package var settings: DiagnosisSettings
  /// Whether to measure on the open data set instead of fresh samples.
  package var usesData: Bool
  /// Whether to measure again what was measured before.
  package var ignoresKept: Bool

  /// Creates a request.
  package init(
    settings: DiagnosisSettings = DiagnosisSettings(), usesData: Bool = false,
    ignoresKept: Bool = false
  ) {
    self.settings = settings
    self.usesData = usesData
    self.ignoresKept = ignoresKept
  }
}
