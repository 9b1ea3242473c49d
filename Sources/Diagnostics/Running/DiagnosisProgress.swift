/// How far a diagnosis is.
public struct DiagnosisProgress: Sendable, Equatable {
  /// What is being done, in a few words.
  public var stage: String
  /// The share that is done, 0 to 1.
  public var fraction: Double

  /// Creates a report.
  public init(stage: String, fraction: Double) {
    self.stage = stage
    self.fraction = fraction
  }
}
