public import Diagnostics

/// How the open model is to be measured.
public struct DiagnosisRequest: Sendable, Equatable {
  /// How many samples, and the seed.
  public var settings: DiagnosisSettings
  /// Whether to measure on the open data set instead of fresh samples.
  public var usesData: Bool
  /// Whether to measure again what was measured before.
  public var ignoresKept: Bool

  /// Creates a request.
  public init(
    settings: DiagnosisSettings = DiagnosisSettings(), usesData: Bool = false,
    ignoresKept: Bool = false
  ) {
    self.settings = settings
    self.usesData = usesData
    self.ignoresKept = ignoresKept
  }
}
